package dev.weir.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The content of a client's request. A client that waits to be asked for it (RFC 9110 §10.1.1) is asked when somebody wants
 * to read. Broken framing is told to the client before its connection ends, if nothing was answered yet (RFC 9112 §2.2).
 *
 * <p>On the request's event loop.
 */
final class ReceivedContent implements ReadStream<Buffer> {
    /** So much that nobody wants is read, for the sake of the connection; a longer rest ends it. */
    private static final long MOST_DISCARDED = 4 << 20;

    /** RFC 9113 §8.1: an answer that came early is whole all the same. */
    private static final long NO_ERROR = 0;

    private final HttpServerRequest request;
    private final Runnable refusal;
    private @Nullable ContentWatch watch;
    private @Nullable Handler<Throwable> broken;
    private boolean awaited;
    private boolean closesAnyway;
    private long discarded;

    /**
     * @param refusal answers a request of which nobody can tell where it ends
     * @param awaited the client sends nothing before it is asked to
     */
    ReceivedContent(HttpServerRequest request, Runnable refusal, boolean awaited) {
        this.request = request;
        this.refusal = refusal;
        this.awaited = awaited;
        request.exceptionHandler(this::refuse);
        if (awaited && !isMultiplexed()) {
            MultiMap fields = request.response().headers();
            closesAnyway = fields.contains(HttpHeaders.CONNECTION);
            fields.set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    private boolean isMultiplexed() {
        return request.version() == HttpVersion.HTTP_2;
    }

    /** An answer without having asked ends the connection: whether content comes or the next request, nobody knows then. */
    private void ask() {
        if (!awaited || request.response().headWritten()) {
            return;
        }
        awaited = false;
        if (!isMultiplexed() && !closesAnyway) {
            request.response().headers().remove(HttpHeaders.CONNECTION);
        }
        var unused = request.response().writeContinue();
    }

    /** Nobody wants what is still to come: a rest stands before the next request on the connection. */
    void leave() {
        if (request.isEnded()) {
            return;
        }
        boolean answered = request.response().ended();
        if (answered && isMultiplexed()) {
            var unused = request.response().reset(NO_ERROR);
        } else if (answered && awaited) {
            request.connection().close();
        } else if (!awaited) {
            handler(this::discard).resume();
        }
    }

    private void discard(Buffer rest) {
        discarded += rest.length();
        if (discarded > MOST_DISCARDED && request.response().ended() && !isMultiplexed()) {
            request.connection().close();
        }
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
        ask();
        request.resume();
        paused(false);
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        ask();
        request.fetch(amount);
        paused(false);
        return this;
    }
}
