package dev.weir.exchange;

import dev.weir.message.Body;
import dev.weir.origin.ContentStream;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Holds a reply back until the first of its content is there. Before that nothing of it was sent, not even the head, and
 * the client may still be given another. Then it brings that piece, and what comes after it.
 *
 * <p>On the client's context.
 */
final class FirstPiece extends ContentStream {
    /** The wait is over, for whatever reason; nobody reads on. */
    static final class GivenUp extends VertxException {
        private static final long serialVersionUID = 1L;

        GivenUp() {
            super("nobody waits", true);
        }
    }

    private final Promise<Reply> begun = Promise.promise();
    private final Reply reply;
    private final Body.Arriving arriving;

    private @Nullable Buffer first;
    private @Nullable Runnable afterFirst;
    private boolean paused = true;

    private FirstPiece(Reply reply, Body.Arriving arriving) {
        this.reply = reply;
        this.arriving = arriving;
    }

    /**
     * Fails if the content breaks off before its first byte, and with {@link GivenUp} where the client leaves or the time
     * is over.
     */
    static Future<Reply> await(Reply reply, ClientRequest client, Vertx vertx, Duration left) {
        if (client.head().isHead()
                || reply.head().forbidsContent()
                || !(reply.body() instanceof Body.Arriving arriving)) {
            return Future.succeededFuture(reply);
        }
        FirstPiece content = new FirstPiece(reply, arriving);
        client.whenGone().accept(content::giveUp);
        long timer = vertx.setTimer(Math.max(1, left.toMillis()), late -> content.giveUp());
        content.read();
        return content.begun.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    private void read() {
        arriving.stream().handler(this::arrived);
        arriving.stream().endHandler(end -> ended());
        arriving.stream().exceptionHandler(this::failed);
        arriving.stream().fetch(1);
    }

    private void arrived(Buffer bytes) {
        if (begun.future().isComplete()) {
            tellPiece(bytes);
            return;
        }
        first = bytes;
        arriving.stream().pause();
        begun.tryComplete(reply.with(reply.head(), new Body.Arriving(this, arriving.length(), arriving.cancel())));
    }

    /** A source may end in the same turn in which its last piece came, however much was asked of it. */
    private void ended() {
        if (first != null) {
            afterFirst = this::tellEnd;
        } else if (!begun.tryComplete(reply.with(reply.head(), Body.Empty.INSTANCE))) {
            tellEnd();
        }
    }

    private void failed(Throwable cause) {
        if (first != null) {
            afterFirst = () -> tellFailure(cause);
        } else if (!begun.tryFail(cause)) {
            tellFailure(cause);
        }
    }

    private void giveUp() {
        if (begun.tryFail(new GivenUp())) {
            arriving.cancel().run();
        }
    }

    @Override
    public ReadStream<Buffer> pause() {
        paused = true;
        arriving.stream().pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        return fetch(Long.MAX_VALUE);
    }

    /** Whoever takes the first piece may pause the stream meanwhile. */
    @Override
    public ReadStream<Buffer> fetch(long amount) {
        paused = false;
        Buffer piece = first;
        if (piece == null) {
            arriving.stream().fetch(amount);
            return this;
        }
        first = null;
        tellPiece(piece);
        if (afterFirst != null) {
            afterFirst.run();
        } else if (!paused && amount > 1) {
            arriving.stream().fetch(amount == Long.MAX_VALUE ? amount : amount - 1);
        }
        return this;
    }
}
