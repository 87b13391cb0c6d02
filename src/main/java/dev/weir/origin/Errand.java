package dev.weir.origin;

import dev.weir.message.Trace;
import dev.weir.origin.OriginSettings.Times;
import dev.weir.origin.ResilienceSettings.Retries;
import dev.weir.origin.ResilienceSettings.Trouble;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One request from server to server, until one has answered. Nothing of a response is handed on before that, so that the
 * next server's may take its place.
 */
final class Errand {
    /** What every request to the origin has. */
    record Means(Vertx vertx, LongSupplier nanoTime, OriginSettings settings, Servers servers, Again again) {}

    /** The right to send a request once more. */
    interface Again {
        /** Whether it may be sent. */
        boolean grant();
    }

    /** The response that it ended with; {@link #over} is to be called once its content is. */
    final class Answer {
        private final HttpClientResponse response;
        private final Attempt attempt;
        private final Server server;

        private Answer(HttpClientResponse response, Attempt attempt, Server server) {
            this.response = response;
            this.attempt = attempt;
            this.server = server;
        }

        HttpClientResponse response() {
            return response;
        }

        Attempt attempt() {
            return attempt;
        }

        /** Its connection is no longer one of HTTP. */
        boolean isSwitched() {
            return attempt.isSwitchedBy(response);
        }

        /** Instead of {@link #over}: whoever has the connection now will close it. */
        void switched() {
            server.left();
            means.servers().answered(server);
        }

        /** @param failure of the content; null for none */
        void over(@Nullable Throwable failure) {
            attempt.over();
            server.left();
            if (failure instanceof HttpClosedException || failure instanceof IOException) {
                means.servers().failed(server, "broke off its answer");
            } else if (failure == null && !isBad(response)) {
                means.servers().answered(server);
            }
        }
    }

    private final Means means;
    private final Question question;
    private final Asking asking;
    private final List<Server> tried = new ArrayList<>(1);
    private long begunAt;
    private @Nullable Attempt current;
    private OriginFailure.@Nullable Kind ended;

    /** @param asking of which the question was made */
    Errand(Means means, Question question, Asking asking) {
        this.means = means;
        this.question = question;
        this.asking = asking;
    }

    /** Who follows it. */
    Trace step() {
        return question.step();
    }

    /** Fails with nothing but {@link OriginFailure}. */
    Future<Answer> run() {
        begunAt = means.nanoTime().getAsLong();
        return means.servers().known().compose(known -> begin());
    }

    private Future<Answer> begin() {
        Server first = means.servers().choose(asking, tried);
        if (ended != null) {
            return Future.failedFuture(new OriginFailure(ended, new VertxException("nobody waits", true)));
        }
        return first != null
                ? ask(first)
                : Future.failedFuture(new OriginFailure(
                        OriginFailure.Kind.UNREACHABLE, new VertxException("no address is known", true)));
    }

    /** Nobody waits any longer, for this reason. */
    void end(OriginFailure.Kind why) {
        ended = why;
        if (current != null) {
            current.end(why);
        }
    }

    private Future<Answer> ask(Server server) {
        tried.add(server);
        server.entered();
        Attempt attempt = new Attempt(
                new Attempt.Means(means.vertx(), server.connections()),
                question,
                times().untilHead().minus(took()));
        current = attempt;
        return attempt.run().transform(answer -> heard(answer, attempt, server));
    }

    private Future<Answer> heard(AsyncResult<HttpClientResponse> answer, Attempt attempt, Server server) {
        if (answer.failed()) {
            attempt.over();
            server.left();
            OriginFailure failure = (OriginFailure) answer.cause();
            Trouble trouble = attempt.trouble();
            if (trouble != Trouble.NOBODY_WAITS) {
                means.servers().failed(server, reasonOf(failure));
            }
            Server other = other(trouble);
            return other == null ? Future.failedFuture(failure) : ask(other);
        }
        HttpClientResponse response = answer.result();
        if (isBad(response)) {
            means.servers().failed(server, "status " + response.statusCode());
        }
        Server other = retries().statuses().contains(response.statusCode()) ? other(Trouble.STATUS) : null;
        if (other == null) {
            return Future.succeededFuture(new Answer(response, attempt, server));
        }
        response.exceptionHandler(reset -> {}).request().reset();
        attempt.over();
        server.left();
        return ask(other);
    }

    /** The server to try next, if any may be tried. */
    private @Nullable Server other(Trouble trouble) {
        boolean wanted =
                retries().allow(trouble, question, tried.size() - 1) && took().compareTo(times().untilHead()) < 0;
        Server other = wanted ? means.servers().choose(asking, tried) : null;
        return other != null && means.again().grant() ? other : null;
    }

    private boolean isBad(HttpClientResponse response) {
        return means.settings().resilience().ejection().statuses().contains(response.statusCode());
    }

    /** Of a TLS failure the cause says more. */
    private static String reasonOf(OriginFailure failure) {
        Throwable cause = failure.getCause();
        Throwable said = cause instanceof SSLException && cause.getCause() != null ? cause.getCause() : cause;
        String told = said == null ? null : said.getMessage();
        return told == null ? failure.kind().detail() : told;
    }

    /** Since it began, waiting for a turn left out. */
    Duration took() {
        return Duration.ofNanos(means.nanoTime().getAsLong() - begunAt);
    }

    private Times times() {
        return means.settings().times();
    }

    private Retries retries() {
        return means.settings().resilience().retries();
    }
}
