package dev.weir.origin;

import dev.weir.message.Body;
import dev.weir.message.EarlyHints;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.origin.ResilienceSettings.Trouble;
import io.netty.channel.ConnectTimeoutException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way to one server, until the response head is in.
 *
 * <p>A server may close an idle connection just when it is used. A request that can safely be sent twice, and to which
 * not a byte came back on a connection used before, is sent once more, on a connection that nobody else uses: another of
 * the idle ones may be as stale (RFC 9112 §9.3.1). One that cannot is not sent on a connection that has been idle for a
 * while.
 */
final class Attempt {
    /** A server seldom closes a connection so soon after its last request. */
    private static final Duration TRUSTED = Duration.ofSeconds(1);

    private static final int SWITCHING = 101;
    private static final String EXPECT = "expect";
    private static final String TE = "te";
    private static final int LOWEST_FINAL = 200;
    private static final int HIGHEST = 599;

    /** What every request to the server has. */
    record Means(Vertx vertx, Connections connections) {}

    private final Means means;
    private final Question question;
    private final Duration headLimit;
    private final Promise<HttpClientResponse> outcome = Promise.promise();

    private @Nullable HttpClientRequest sending;
    private @Nullable Upload upload;
    private OriginFailure.@Nullable Kind ended;
    private long timer = -1;
    private boolean reused;
    private boolean alone;
    private boolean late;

    Attempt(Means means, Question question, Duration headLimit) {
        this.means = means;
        this.question = question;
        this.headLimit = headLimit;
    }

    /** Fails with nothing but {@link OriginFailure}. */
    Future<HttpClientResponse> run() {
        alone = question.upgrade() != null;
        once(alone ? means.connections()::requestSwitch : means.connections()::request)
                .recover(cause -> mayBeStale(cause) ? onceAlone() : Future.failedFuture(cause))
                .compose(this::last)
                .onComplete(answer -> stopTimer())
                .onSuccess(outcome::tryComplete)
                .onFailure(cause -> outcome.tryFail(classify(cause)));
        return outcome.future();
    }

    /** The client library takes whatever comes for the last. */
    private Future<HttpClientResponse> last(HttpClientResponse response) {
        int status = response.statusCode();
        if ((status >= LOWEST_FINAL && status <= HIGHEST) || isSwitchedBy(response)) {
            return Future.succeededFuture(response);
        }
        response.exceptionHandler(reset -> {}).request().reset();
        return Future.failedFuture(new VertxException("status " + status + ", which is no final one", true));
    }

    private Future<HttpClientResponse> once(Function<RequestHead, Future<HttpClientRequest>> opening) {
        return opening.apply(question.asked()).compose(this::write);
    }

    private Future<HttpClientResponse> onceAlone() {
        alone = true;
        sending = null;
        return once(means.connections()::requestAlone);
    }

    /** Nobody waits for the answer any more, for this reason. */
    void end(OriginFailure.Kind why) {
        ended = why;
        reset();
        outcome.tryFail(new OriginFailure(why, new VertxException("nobody waits", true)));
    }

    private void expire() {
        late = true;
        reset();
    }

    /** What kept it from being answered. */
    Trouble trouble() {
        if (ended != null) {
            return Trouble.NOBODY_WAITS;
        }
        return sending == null ? Trouble.NO_CONNECTION : late ? Trouble.TIME_OUT : Trouble.BROKEN;
    }

    /** Which host the origin is asked for: the client's, since it is part of the cache key, or its own. */
    private String authority() {
        return question.client().onward().keepsHost()
                ? question.asked().target().authority()
                : means.connections().authority();
    }

    /** Longest silence of content that is sent as things happen. */
    Duration quiet() {
        return question.client().onward().quiet();
    }

    /** The response as the gateway takes it. */
    ResponseHead turnedBack(ResponseHead response) {
        return question.client().onward().answered(question.client(), authority(), response);
    }

    /** Whether the response switches to what was asked for, and nothing else. */
    boolean isSwitchedBy(HttpClientResponse response) {
        return response.statusCode() == SWITCHING
                && question.upgrade() != null
                && question.upgrade().equalsIgnoreCase(response.getHeader("upgrade"));
    }

    /** The response is over. What the origin has not taken of the content by then, it does not want. */
    void over() {
        if (upload != null) {
            upload.end();
        }
        if (sending != null) {
            means.connections().over(sending);
            if (alone) {
                sending.connection().close();
            }
        }
    }

    private void reset() {
        if (sending != null) {
            sending.reset();
        }
    }

    private Future<HttpClientResponse> write(HttpClientRequest open) {
        sending = open;
        Duration idle = means.connections().idle(open);
        reused = idle != null;
        if (ended != null) {
            reset();
            return Future.failedFuture(new VertxException("nobody waits", true));
        }
        if (idle != null && idle.compareTo(TRUSTED) > 0 && !question.isRepeatable()) {
            reset();
            return onceAlone();
        }
        open.exceptionHandler(told -> {}); // by the response's future, too
        RequestHead request = question.asked();
        request.headers().forEach((name, value) -> open.headers().add(name, value));
        open.headers().remove(EXPECT);
        if (open.version() != HttpVersion.HTTP_2 && open.headers().contains(TE)) {
            open.headers().add("connection", TE);
        }
        address(open, authority());
        if (request.hints() != EarlyHints.NONE) {
            open.earlyHintsHandler(hints -> request.hints().hinted(Origin.linesOf(hints)));
        }
        if (question.upgrade() != null) {
            open.putHeader("connection", "Upgrade").putHeader("upgrade", question.upgrade());
            return sent(open.connect());
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
            timer = means.vertx().setTimer(Math.max(1, headLimit.toMillis()), over -> expire());
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
        Upload content = new Upload(means.vertx(), open, arriving.stream());
        upload = content;
        RequestHead request = question.asked();
        boolean awaited =
                request.headers().get(EXPECT) != null && !request.protocol().equals("1.0");
        Future<Void> whole =
                awaited ? content.sendWhenAsked() : request.isStream() ? content.sendLive() : content.send();
        whole.onSuccess(done -> sent(answer));
        return answer;
    }

    private boolean mayBeStale(Throwable cause) {
        boolean closed = cause instanceof HttpClosedException
                || (cause instanceof IOException && !(cause instanceof ConnectException));
        return closed && reused && ended == null && !late && question.isRepeatable();
    }

    private OriginFailure classify(Throwable cause) {
        return new OriginFailure(late ? OriginFailure.Kind.TIMED_OUT : kindOf(cause), cause);
    }

    private OriginFailure.Kind kindOf(Throwable cause) {
        if (cause instanceof TimeoutException || cause instanceof ConnectTimeoutException) {
            return OriginFailure.Kind.TIMED_OUT;
        }
        return sending == null ? OriginFailure.Kind.UNREACHABLE : OriginFailure.Kind.BROKEN;
    }
}
