package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.WeirSettings;
import dev.weir.origin.OriginSettings;
import dev.weir.origin.OriginSettings.Overload;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** More requests than the origin takes: some wait their turn, the rest get what is stale or 503, and none reaches it. */
class OverloadTest {
    private static final int LIMIT = 4;

    private final Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    private final ScriptedOrigin origin = new ScriptedOrigin().alwaysAnswer(held::add);

    private Gateway gateway(Overload overload) {
        WeirSettings usual = Gateway.settings(origin.address(), null, Gateway.originOnly());
        OriginSettings guarded =
                new OriginSettings("origin", origin.address(), Duration.ofSeconds(10), LIMIT, overload);
        return Gateway.of(
                new WeirSettings(
                        usual.listen(),
                        usual.admin(),
                        usual.eventLoops(),
                        usual.namespace(),
                        usual.redis(),
                        usual.fleet(),
                        usual.near(),
                        Map.of("origin", guarded),
                        usual.simulations(),
                        usual.routes()),
                InstantSource.system());
    }

    private static List<Future<Received>> crowd(Gateway gateway, int size) {
        List<Future<Received>> answers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            answers.add(gateway.send("GET", "/" + i));
        }
        return answers;
    }

    @AfterEach
    void stop() {
        origin.close();
    }

    @Test
    void beyondLimitAndQueue_is503WithRetryAfter_andTheRestIsServedInTurn() {
        try (Gateway gateway = gateway(new Overload(false, 6, Duration.ofSeconds(20)))) {
            List<Future<Received>> answers = crowd(gateway, LIMIT + 6 + 5);
            Async.until(() -> answers.stream().filter(Future::isComplete).count() == 5, "five are refused");
            answers.stream().filter(Future::isComplete).forEach(refused -> {
                refused.result().assertStatus(503);
                assertThat(refused.result().headers().get("retry-after")).isEqualTo("1");
            });
            Async.until(() -> held.size() == LIMIT, "the limit is with the origin");
            assertThat(gateway.meter("weir_origin_queued")).isEqualTo(6);
            assertThat(gateway.meter("weir_origin_inflight")).isEqualTo(LIMIT);
            assertThat(gateway.meter("weir_origin_limit")).isEqualTo(LIMIT);
            for (int served = 0; served < LIMIT + 6; served++) {
                Async.until(() -> !held.isEmpty(), "another is let through");
                assertThat(held.size()).isLessThanOrEqualTo(LIMIT);
                held.remove().response().end("answer");
            }
            assertThat(answers.stream().map(Async::await).filter(answer -> answer.status() == 200))
                    .hasSize(LIMIT + 6);
            gateway.awaitMeter("weir_origin_inflight", 0);
            assertThat(origin.count()).isEqualTo(LIMIT + 6);
        }
    }

    @Test
    void noTurnInTime_is503() {
        try (Gateway gateway = gateway(new Overload(false, 100, Duration.ofMillis(50)))) {
            List<Future<Received>> answers = crowd(gateway, LIMIT + 3);
            Async.until(() -> answers.stream().filter(Future::isComplete).count() == 3, "three are refused");
            assertThat(answers.stream()
                            .filter(Future::isComplete)
                            .map(answer -> answer.result().status()))
                    .containsOnly(503);
            Async.until(() -> held.size() == LIMIT, "the others are with the origin");
            held.forEach(request -> request.response().end("answer"));
            assertThat(answers.stream().map(Async::await).filter(answer -> answer.status() == 200))
                    .hasSize(LIMIT);
        }
    }

    @Test
    void contentUnderWay_countsUntilItsEnd() {
        try (Gateway gateway = gateway(new Overload(false, 100, Duration.ofSeconds(20)))) {
            List<Future<Received>> answers = crowd(gateway, LIMIT + 1);
            Async.until(() -> held.size() == LIMIT, "the limit is with the origin");
            List<HttpServerRequest> first = List.copyOf(held);
            first.forEach(request -> request.response().setChunked(true).write("begun"));
            gateway.awaitMeter("weir_origin_requests_seconds_count", LIMIT);
            assertThat(held).hasSize(LIMIT);
            first.forEach(request -> request.response().end());
            Async.until(() -> held.size() == LIMIT + 1, "the last is let through");
            held.forEach(request -> {
                if (!first.contains(request)) {
                    request.response().end("answer");
                }
            });
            answers.forEach(answer -> Async.await(answer).assertStatus(200));
        }
    }
}
