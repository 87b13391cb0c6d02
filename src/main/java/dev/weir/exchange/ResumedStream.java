package dev.weir.exchange;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** A stream of which the beginning was read already: brings that first, then the rest. One context. */
final class ResumedStream implements ReadStream<Buffer> {
    private final ReadStream<Buffer> rest;
    private @Nullable Buffer beginning;
    private @Nullable Handler<Buffer> handler;
    private boolean paused = true;

    /** @param rest paused */
    ResumedStream(Buffer beginning, ReadStream<Buffer> rest) {
        this.beginning = beginning;
        this.rest = rest;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> to) {
        handler = to;
        rest.handler(to);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> to) {
        rest.endHandler(to);
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> to) {
        rest.exceptionHandler(to);
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        paused = true;
        rest.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        return fetch(Long.MAX_VALUE);
    }

    /** The beginning goes out whole, as one; whoever takes it may pause the stream meanwhile. */
    @Override
    public ReadStream<Buffer> fetch(long amount) {
        paused = false;
        long left = amount;
        Buffer first = beginning;
        Handler<Buffer> to = handler;
        if (first != null && to != null && amount > 0) {
            beginning = null;
            left = amount == Long.MAX_VALUE ? amount : amount - 1;
            to.handle(first);
        }
        if (!paused && left > 0) {
            rest.fetch(left);
        }
        return this;
    }
}
