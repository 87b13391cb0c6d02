package dev.weir.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The content of a client's request, whose broken framing is told to the client before its connection ends, if nothing
 * was answered yet (RFC 9112 §2.2). On the request's event loop.
 */
final class ReceivedContent implements ReadStream<Buffer> {
    private final HttpServerRequest request;
    private final Runnable refusal;
    private @Nullable ContentWatch watch;
    private @Nullable Handler<Throwable> broken;

    /** @param refusal answers a request of which nobody can tell where it ends */
    ReceivedContent(HttpServerRequest request, Runnable refusal) {
        this.request = request;
        this.refusal = refusal;
        request.exceptionHandler(this::refuse);
    }

    /** @param slow runs when the client takes too long */
    void watchedBy(Admission admission, Runnable slow) {
        ContentWatch begun = new ContentWatch(request, admission, slow);
        watch = begun;
        if (Vertx.currentContext() instanceof ContextInternal context) {
            admission.watchman(context.nettyEventLoop()).watch(begun);
        }
    }

    /** Tells who reads that the rest will not come. */
    void breakOff() {
        if (broken != null) {
            broken.handle(new IOException("The client takes too long."));
        }
    }

    private void paused(boolean isPaused) {
        if (watch != null) {
            watch.setPaused(isPaused);
        }
    }

    /** A client that left is no mistake in what it sent. */
    private void refuse(Throwable cause) {
        boolean gone = cause instanceof VertxException || cause instanceof IOException;
        if (!gone && !request.response().headWritten() && !request.response().closed()) {
            refusal.run();
        }
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
        broken = handler;
        request.exceptionHandler(cause -> {
            refuse(cause);
            if (handler != null) {
                handler.handle(cause);
            }
        });
        return this;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
        request.handler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
        request.endHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        request.pause();
        paused(true);
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        request.resume();
        paused(false);
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        request.fetch(amount);
        paused(false);
        return this;
    }
}
