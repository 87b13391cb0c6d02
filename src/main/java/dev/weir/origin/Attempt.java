package dev.weir.origin;

import dev.weir.message.Body;
import dev.weir.message.EarlyHints;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.message.Trace;
import dev.weir.origin.OriginSettings.Times;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.streams.Pipe;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to one server, until the response head is in.
 *
 * <p>A server may close an idle connection just when it is used. A request that can safely be sent twice, and to which
 * not a byte came back on a connection used before, is sent once more, on a connection that nobody else uses: another of
 * the idle ones may be as stale (RFC 9112 §9.3.1).
 */
final class Attempt {
    /** What every request to the server has. */
    record Means(Vertx vertx, LongSupplier nanoTime, Connections connections) {}

    private final Means means;
    private final Question question;
    private final Times times;

    private long begunAt;

    private @Nullable HttpClientRequest sending;
    private @Nullable Pipe<Buffer> upload;
    private long timer = -1;
    private boolean reused;
    private boolean alone;
    private boolean abandoned;
    private boolean expired;

    Attempt(Means means, Question question, Times times) {
        this.means = means;
        this.question = question;
        this.times = times;
    }

    /** Who follows it. */
    Trace step() {
        return question.step();
    }

    /** Fails with nothing but {@link OriginFailure}. */
    Future<HttpClientResponse> run() {
        begunAt = means.nanoTime().getAsLong();
        return once(means.connections()::request)
                .recover(cause -> mayBeStale(cause) ? onceAlone() : Future.failedFuture(cause))
                .onComplete(answer -> stopTimer())
                .recover(cause -> Future.failedFuture(classify(cause)));
    }

    private Future<HttpClientResponse> once(Function<RequestHead, Future<HttpClientRequest>> opening) {
        return opening.apply(question.asked()).compose(this::write);
    }

    private Future<HttpClientResponse> onceAlone() {
        alone = true;
        return once(means.connections()::requestAlone);
    }

    /** Since it began. */
    Duration took() {
        return Duration.ofNanos(means.nanoTime().getAsLong() - begunAt);
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
        return question.client().onward().keepsHost()
                ? question.asked().target().authority()
                : means.connections().authority();
    }

    /** The response as the gateway takes it. */
    ResponseHead turnedBack(ResponseHead response) {
        return question.client().onward().answered(question.client(), authority(), response);
    }

    /** The response is over. What the origin has not taken of the content by then, it does not want. */
    void over() {
        if (upload != null) {
            upload.close();
        }
        if (alone && sending != null) {
            sending.connection().close();
        }
    }

    private void reset() {
        if (sending != null) {
            sending.reset();
        }
    }

    private Future<HttpClientResponse> write(HttpClientRequest open) {
        sending = open;
        reused = means.connections().usedBefore(open);
        if (abandoned || expired) {
            reset();
            return Future.failedFuture(new VertxException("nobody waits", true));
        }
        open.exceptionHandler(told -> {}); // by the response's future, too
        RequestHead request = question.asked();
        request.headers().forEach((name, value) -> open.headers().add(name, value));
        address(open, authority());
        if (request.hints() != EarlyHints.NONE) {
            open.earlyHintsHandler(hints -> request.hints().hinted(Origin.linesOf(hints)));
        }
        return switch (question.body()) {
            case Body.Empty empty -> sent(open.send());
            case Body.Whole whole -> sent(open.send(whole.bytes()));
            case Body.Arriving arriving -> stream(open, arriving);
        };
    }

    /** Byte for byte where the version has a field for it; HTTP/2 has its own place (RFC 9113 §8.3.1). */
    private static void address(HttpClientRequest open, String authority) {
        if (open.version() == HttpVersion.HTTP_2) {
            open.authority(HostAndPort.parseAuthority(authority, -1));
        } else {
            open.headers().set("host", authority);
        }
    }

    /** An interim response is no answer: the limit goes on. */
    private Future<HttpClientResponse> sent(Future<HttpClientResponse> answer) {
        if (!answer.isComplete()) {
            timer = means.vertx().setTimer(Math.max(1, times.untilHead().toMillis()), late -> expire());
        }
        return answer;
    }

    private void stopTimer() {
        means.vertx().cancelTimer(timer);
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
        Future<HttpClientResponse> answer = open.response();
        Pipe<Buffer> pipe = arriving.stream().pipe().endOnFailure(false);
        upload = pipe;
        pipe.to(open).onSuccess(whole -> sent(answer)).onFailure(cut -> open.reset());
        return answer;
    }

    private boolean mayBeStale(Throwable cause) {
        boolean closed = cause instanceof HttpClosedException
                || (cause instanceof IOException && !(cause instanceof ConnectException));
        return closed && reused && !abandoned && !expired && question.isRepeatable();
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
