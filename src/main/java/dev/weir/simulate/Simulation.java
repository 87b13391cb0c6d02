package dev.weir.simulate;

import dev.weir.simulate.Behaviour.Asked;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One request to the origin: count it, read what it asks, drain its body, let the latency pass, answer.
 *
 * <p>Runs on the verticle's own context; only timers wait.
 */
final class Simulation implements Handler<RoutingContext> {
    private static final long LONGEST_BODY = 64L * 1024 * 1024;

    /** Closing at once, with content still on its way, would reset the connection before the client reads why. */
    private static final long LINGER_MILLIS = 1000;

    private final Vertx vertx;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final RequestCounts counts;
    private final double failureRate;
    private final LogNormalLatency latency;
    private final Behaviour behaviour;

    /** The origin's surroundings. */
    record World(Vertx vertx, InstantSource clock, RandomGenerator random) {}

    Simulation(SimulationSettings settings, World world, RequestCounts counts) {
        this.vertx = world.vertx();
        this.clock = world.clock();
        this.random = world.random();
        this.counts = counts;
        this.failureRate = settings.failureRate();
        this.latency = new LogNormalLatency(settings.latency(), random);
        this.behaviour = new Behaviour(settings, clock.instant());
    }

    @Override
    public void handle(RoutingContext exchange) {
        HttpServerRequest request = exchange.request();
        counts.begin(request.method().name(), request.path());
        exchange.addEndHandler(ended -> counts.end());
        request.response().putHeader(HttpHeaders.DATE, HttpDate.format(clock.instant()));
        try {
            simulate(exchange, Overrides.of(request.params()));
        } catch (IllegalArgumentException wrong) {
            refuse(exchange, 400, wrong.getMessage());
        }
    }

    private void simulate(RoutingContext exchange, Overrides overrides) {
        HttpServerRequest request = exchange.request();
        Duration asked = overrides.latency();
        Future<Void> waited = wait(exchange, asked != null ? asked : latency.next());
        boolean failing = random.nextDouble() < failureRate;
        Asked question = new Asked(request.method().name(), request.path(), request.headers(), overrides, failing);
        drain(request)
                .compose(drained -> waited)
                .map(passed -> behaviour.answer(question, clock.instant()))
                .compose(answer -> new AnswerWriter(request).write(answer, overrides.framing()))
                .onFailure(failure -> failed(exchange, failure));
    }

    private Future<Void> wait(RoutingContext exchange, Duration latency) {
        long millis = TimeUnit.NANOSECONDS.toMillis(latency.plusNanos(500_000).toNanos());
        if (millis == 0) {
            return Future.succeededFuture();
        }
        Promise<Void> passed = Promise.promise();
        long timer = vertx.setTimer(millis, fired -> passed.complete());
        exchange.addEndHandler(ended -> vertx.cancelTimer(timer));
        return passed.future();
    }

    /** Bodies are counted and dropped as they arrive. A longer one ends the exchange: nothing simulated needs it. */
    private static Future<Void> drain(HttpServerRequest request) {
        Promise<Void> drained = Promise.promise();
        long[] length = new long[1];
        request.handler(piece -> {
            length[0] += piece.length();
            if (length[0] > LONGEST_BODY) {
                drained.tryFail(new ContentTooLong());
            }
        });
        request.end().onSuccess(drained::tryComplete);
        return drained.future();
    }

    /** Who goes away before the answer gets none, and is no error of the origin. */
    private void failed(RoutingContext exchange, Throwable failure) {
        if (failure instanceof ContentTooLong) {
            refuse(exchange, 413, failure.getMessage());
            vertx.setTimer(
                    LINGER_MILLIS, read -> exchange.request().connection().close());
        } else if (!exchange.response().closed()) {
            exchange.fail(failure);
        }
    }

    static void refuse(RoutingContext exchange, int status, @Nullable String why) {
        exchange.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(new JsonObject().put("status", status).put("detail", why).encode());
    }

    private static final class ContentTooLong extends RuntimeException {
        ContentTooLong() {
            super("content of more than " + LONGEST_BODY + " bytes (expected: at most as many)");
        }
    }
}
