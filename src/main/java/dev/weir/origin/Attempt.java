package dev.weir.origin;

import dev.weir.message.Body;
import dev.weir.message.EarlyHints;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.streams.Pipe;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to the origin, until the response head is in.
 *
 * <p>An origin may close an idle connection just when it is used. A request that can safely be sent twice, and to which
 * not a byte came back on a connection used before, is sent once more (RFC 9112 §9.3.1).
 */
final class Attempt {
    private final Connections connections;
    private final RequestHead client;
    private final RequestHead request;
    private final Body body;
    private final Duration timeout;

    private @Nullable HttpClientRequest sending;
    private @Nullable Pipe<Buffer> upload;
    private boolean reused;
    private boolean abandoned;
    private boolean expired;

    /**
     * @param client the request as its client sees it
     * @param asked the same as the origin gets it
     */
    Attempt(Connections connections, RequestHead client, RequestHead asked, Body body, Duration timeout) {
        this.connections = connections;
        this.client = client;
        this.request = asked;
        this.body = body;
        this.timeout = timeout;
    }

    /** Fails with nothing but {@link OriginFailure}. */
    Future<HttpClientResponse> run() {
        return once().recover(cause -> mayBeStale(cause) ? once() : Future.failedFuture(cause))
                .recover(cause -> Future.failedFuture(classify(cause)));
    }

    private Future<HttpClientResponse> once() {
        return connections.request(request, timeout).compose(this::write);
    }

    /** The client left: whatever the origin would say, nobody is there to hear it. */
    void abandon() {
        abandoned = true;
        reset();
    }

    /** The client waits no longer. */
    void expire() {
        expired = true;
        reset();
    }

    /** Which host the origin is asked for: the client's, since it is part of the cache key, or its own. */
    private String authority() {
        return client.onward().keepsHost() ? request.target().authority() : connections.authority();
    }

    /** The response as the gateway takes it. */
    ResponseHead turnedBack(ResponseHead response) {
        return client.onward().answered(client, authority(), response);
    }

    /** The response is over. What the origin has not taken of the content by then, it does not want. */
    void over() {
        if (upload != null) {
            upload.close();
        }
    }

    private void reset() {
        if (sending != null) {
            sending.reset();
        }
    }

    private Future<HttpClientResponse> write(HttpClientRequest open) {
        sending = open;
        reused = connections.usedBefore(open);
        if (abandoned || expired) {
            reset();
            return Future.failedFuture(new VertxException("nobody waits", true));
        }
        open.exceptionHandler(told -> {}); // by the response's future, too
        request.headers().forEach((name, value) -> open.headers().add(name, value));
        open.headers().set("host", authority());
        if (request.hints() != EarlyHints.NONE) {
            open.earlyHintsHandler(hints -> request.hints().hinted(Origin.linesOf(hints)));
        }
        return switch (body) {
            case Body.Empty empty -> open.idleTimeout(timeout.toMillis()).send();
            case Body.Whole whole -> open.idleTimeout(timeout.toMillis()).send(whole.bytes());
            case Body.Arriving arriving -> stream(open, arriving);
        };
    }

    /**
     * The time limit starts when the content is sent, however long its sender takes. Content that its sender broke off
     * must not look whole to the origin: the connection ends instead.
     */
    private Future<HttpClientResponse> stream(HttpClientRequest open, Body.Arriving arriving) {
        if (arriving.length() == Body.UNKNOWN) {
            open.setChunked(true);
        } else {
            open.putHeader("content-length", Long.toString(arriving.length()));
        }
        Pipe<Buffer> pipe = arriving.stream().pipe().endOnFailure(false);
        upload = pipe;
        pipe.to(open).onSuccess(sent -> open.idleTimeout(timeout.toMillis())).onFailure(cut -> open.reset());
        return open.response();
    }

    private boolean mayBeStale(Throwable cause) {
        boolean closed = cause instanceof HttpClosedException
                || (cause instanceof IOException && !(cause instanceof ConnectException));
        return closed && reused && !abandoned && !expired && request.isGetOrHead() && body instanceof Body.Empty;
    }

    private OriginFailure classify(Throwable cause) {
        if (abandoned) {
            return new OriginFailure(OriginFailure.Kind.ABANDONED, cause);
        }
        if (expired) {
            return new OriginFailure(OriginFailure.Kind.TIMED_OUT, cause);
        }
        return cause instanceof OriginFailure already ? already : new OriginFailure(kindOf(cause), cause);
    }

    private static OriginFailure.Kind kindOf(Throwable cause) {
        if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
            return OriginFailure.Kind.UNREACHABLE;
        }
        return cause instanceof TimeoutException ? OriginFailure.Kind.TIMED_OUT : OriginFailure.Kind.BROKEN;
    }
}
