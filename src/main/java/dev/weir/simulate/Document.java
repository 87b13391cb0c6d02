package dev.weir.simulate;

import dev.weir.simulate.Versions.Version;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The JSON document of one version of a path, padded to a size.
 *
 * <p>Its bytes are made piece by piece, so that a large body costs memory only while a piece is written. They follow
 * from the version alone (its {@code time} is the version's, not the request's): that is what a strong validator
 * promises (RFC 9110 §8.8.1).
 */
final class Document {
    private static final byte[] END = {'"', '}'};

    private final Version version;
    private final byte[] start;
    private final int length;

    /** @param bytes the document's length; one that is longer without padding keeps its own */
    Document(String path, Version version, JsonObject echo, int bytes) {
        JsonObject json = new JsonObject()
                .put("path", path)
                .put("version", version.number())
                .put("time", version.since().toString());
        if (!echo.isEmpty()) {
            json.put("echo", echo);
        }
        byte[] unpadded = json.put("padding", "").encode().getBytes(StandardCharsets.UTF_8);
        this.version = version;
        this.start = Arrays.copyOf(unpadded, unpadded.length - END.length);
        this.length = Math.max(bytes, unpadded.length);
    }

    int length() {
        return length;
    }

    Version version() {
        return version;
    }

    /** A strong entity tag: other bytes have another tag, in every process. */
    String entityTag() {
        MessageDigest digest = sha256();
        digest.update(start);
        digest.update(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
        String hash = HexFormat.of().formatHex(digest.digest(), 0, 8);
        return "\"v" + version.number() + "-" + hash + "\"";
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    /** The bytes from one position up to, without, another. */
    Buffer slice(int from, int to) {
        byte[] piece = new byte[to - from];
        Arrays.fill(piece, (byte) 'x');
        overlay(piece, from, start, 0);
        overlay(piece, from, END, length - END.length);
        return Buffer.buffer(piece);
    }

    private static void overlay(byte[] piece, int pieceAt, byte[] part, int partAt) {
        int from = Math.max(pieceAt, partAt);
        int to = Math.min(pieceAt + piece.length, partAt + part.length);
        if (from < to) {
            System.arraycopy(part, from - partAt, piece, from - pieceAt, to - from);
        }
    }
}
