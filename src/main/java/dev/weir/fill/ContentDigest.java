package dev.weir.fill;

import dev.weir.message.Body;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of content, in hexadecimal digits. */
final class ContentDigest {
    private final MessageDigest digest = sha256();
    private final Body.Arriving arriving;
    private final Promise<String> whole = Promise.promise();
    private final long most;
    private long read;

    private ContentDigest(Body.Arriving arriving, long most) {
        this.arriving = arriving;
        this.most = most;
    }

    static String of(Buffer content) {
        return HexFormat.of().formatHex(sha256().digest(content.getBytes()));
    }

    /** Fails where the content breaks off or is longer than so many bytes. On the context of the body. */
    static Future<String> of(Body body, long most) {
        return switch (body) {
            case Body.Empty empty -> Future.succeededFuture(of(Buffer.buffer(0)));
            case Body.Whole whole -> Future.succeededFuture(of(whole.bytes()));
            case Body.Arriving arriving -> new ContentDigest(arriving, most).read();
        };
    }

    private Future<String> read() {
        arriving.stream()
                .handler(this::take)
                .exceptionHandler(whole::tryFail)
                .endHandler(end -> whole.tryComplete(HexFormat.of().formatHex(digest.digest())))
                .resume();
        return whole.future();
    }

    private void take(Buffer piece) {
        read += piece.length();
        if (read > most && whole.tryFail("longer than " + most + " bytes")) {
            arriving.cancel().run();
        } else {
            digest.update(piece.getBytes());
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
