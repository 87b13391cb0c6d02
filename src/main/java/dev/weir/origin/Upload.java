package dev.weir.origin;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.streams.Pipe;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request's content on its way to a server, no faster than that takes it, as it arrives from its client: at once, or when
 * the server has asked for it (RFC 9110 §10.1.1). Content that its sender broke off must not look whole to the server: the
 * connection, or the stream, ends instead.
 *
 * <p>One event loop.
 */
final class Upload {
    /** A server that knows nothing of expectations says nothing: then the content is sent all the same. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final HttpClientRequest open;
    private final ReadStream<Buffer> content;
    private final Promise<Void> outcome = Promise.promise();
    private long timer = -1;
    private @Nullable Pipe<Buffer> pipe;
    private boolean over;

    Upload(Vertx vertx, HttpClientRequest open, ReadStream<Buffer> content) {
        this.vertx = vertx;
        this.open = open;
        this.content = content;
    }

    /** Completes when all is sent; never where it is not. The head goes with the first of the content. */
    Future<Void> send() {
        begin();
        return outcome.future();
    }

    /** The same, the head at once: the answer may come before any content. */
    Future<Void> sendLive() {
        var unused = open.writeHead();
        return send();
    }

    /** The same, once the server says that it wants it. */
    Future<Void> sendWhenAsked() {
        open.putHeader("expect", "100-continue").continueHandler(asked -> begin());
        timer = vertx.setTimer(PATIENCE.toMillis(), silent -> begin());
        var unused = open.writeHead();
        return outcome.future();
    }

    private void begin() {
        vertx.cancelTimer(timer);
        if (pipe != null || over) {
            return;
        }
        Pipe<Buffer> begun = content.pipe().endOnFailure(false);
        pipe = begun;
        begun.to(open)
                .onSuccess(whole -> {
                    over = true;
                    outcome.tryComplete();
                })
                .onFailure(cut -> open.reset());
    }

    /** The response is over: what the server has not taken by then it does not want, and the request is cut off. */
    void end() {
        vertx.cancelTimer(timer);
        if (over) {
            return;
        }
        over = true;
        if (pipe != null) {
            pipe.close();
            content.pause();
        }
        open.reset();
    }
}
