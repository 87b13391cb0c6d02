package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Contract;
import dev.weir.testing.EventStream;
import dev.weir.testing.Gateway;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code GET /v1/events} of a real gateway: what was done shows in its snapshots, once. */
class EventsTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @Test
    void whatWasDone_showsOnce() throws Exception {
        try (ScriptedOrigin origin = new ScriptedOrigin();
                Gateway gateway = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly());
                EventStream events = new EventStream(gateway.adminPort(), "/v1/events")) {
            JsonObject before = events.next();
            origin.alwaysAnswer(request -> request.response()
                    .putHeader("cache-control", "max-age=60")
                    .setStatusCode(request.path().equals("/broken") ? 500 : 200)
                    .end("content"));
            gateway.get("/one").assertStatus(200);
            gateway.awaitMeter("weir_flights", 0);
            gateway.get("/one").assertHit();
            gateway.get("/broken").assertStatus(500);
            gateway.awaitMeter("weir_requests_seconds_count", 3);
            List<JsonObject> after = Stream.of(events.next(), events.next()).toList();

            after.forEach(snapshot -> Contract.assertIs("Snapshot", snapshot.encode()));
            assertThat(before.getJsonObject("requests").stream().map(entry -> entry.getValue()))
                    .containsOnly(0);
            assertThat(before.getValue("hit-ratio")).isNull();
            assertThat(before.getJsonObject("latency").getValue("p50")).isNull();
            assertThat(sum(after, "requests", "forwarded")).isEqualTo(2);
            assertThat(sum(after, "requests", "redis_hit")).isEqualTo(1);
            assertThat(sum(after, "redis", "commands")).isGreaterThan(3);
            assertThat(after.stream()
                            .map(snapshot -> snapshot.getJsonArray("origins").getJsonObject(0)))
                    .satisfies(origins -> {
                        assertThat(origins.stream()
                                        .mapToInt(one -> one.getInteger("calls"))
                                        .sum())
                                .isEqualTo(2);
                        assertThat(origins.stream()
                                        .mapToInt(one -> one.getInteger("failed"))
                                        .sum())
                                .isEqualTo(1);
                    });
            JsonObject last = after.get(1);
            assertThat(last.getJsonObject("redis").getString("state")).isEqualTo("up");
            assertThat(last.getJsonArray("fleet")).hasSize(1);
            assertThat(last.getString("node"))
                    .isEqualTo(last.getJsonArray("fleet").getJsonObject(0).getString("node"));
        }
    }

    private static int sum(List<JsonObject> snapshots, String group, String member) {
        return snapshots.stream()
                .mapToInt(snapshot -> snapshot.getJsonObject(group).getInteger(member))
                .sum();
    }
}
