package dev.weir.fill;

import dev.weir.message.Body;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** A body that arrives piece by piece when a test says so; to be used on one context. */
final class ScriptedBody implements ReadStream<Buffer> {
    boolean paused = true;
    boolean cancelled;
    private Handler<Buffer> handler = bytes -> {};
    private Handler<Void> endHandler = end -> {};
    private Handler<Throwable> exceptionHandler = cut -> {};

    Body.Arriving announcing(long length) {
        return new Body.Arriving(this, length, () -> cancelled = true);
    }

    void piece(int bytes) {
        piece(Buffer.buffer(new byte[bytes]));
    }

    void piece(String text) {
        piece(Buffer.buffer(text));
    }

    void piece(Buffer bytes) {
        handler.handle(bytes);
    }

    void end() {
        endHandler.handle(null);
    }

    void fail(Throwable cause) {
        exceptionHandler.handle(cause);
    }

    void breakOff() {
        exceptionHandler.handle(new IllegalStateException("cut"));
    }

    @Override
    public ReadStream<Buffer> handler(Handler<Buffer> to) {
        handler = to;
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(Handler<Void> to) {
        endHandler = to;
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> to) {
        exceptionHandler = to;
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        paused = true;
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        paused = false;
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        return resume();
    }
}
