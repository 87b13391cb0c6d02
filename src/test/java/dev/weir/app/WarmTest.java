package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code POST /v1/warm} of a real gateway. */
class WarmTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private ScriptedOrigin origin;
    private Gateway gateway;

    @BeforeEach
    void start() {
        REDIS.cli("FLUSHALL");
        origin = new ScriptedOrigin().alwaysAnswer(WarmTest::answer);
        gateway = gateway(1_000);
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    private Gateway gateway(int budget) {
        return Gateway.of("""
                listen: { port: 0 }
                admin: { port: 0 }
                event-loops: 2
                namespace: test
                redis: { endpoints: [ "%s" ] }
                origins: { shop: { servers: [ "%s" ], refresh-budget: %d } }
                routes:
                  - { name: products, match: { path: "/p/**" }, origin: shop }
                  - { name: rest, match: { path: "/r/**" }, origin: shop, cache: off }
                """.formatted(REDIS.uri(), origin.address(), budget));
    }

    private static void answer(HttpServerRequest request) {
        request.response()
                .putHeader("cache-control", request.path().startsWith("/p/private") ? "private" : "max-age=60")
                .putHeader("vary", "accept-language")
                .setStatusCode(request.path().startsWith("/p/broken") ? 500 : 200)
                .end("content");
    }

    private static String url(String path) {
        return "http://127.0.0.1:1" + path;
    }

    private static JsonObject order(String... paths) {
        JsonArray urls = new JsonArray();
        for (String path : paths) {
            urls.add(url(path));
        }
        return new JsonObject().put("urls", urls);
    }

    private static JsonObject orderOf(int number) {
        return order(IntStream.range(0, number).mapToObj(i -> "/p/" + i).toArray(String[]::new));
    }

    private String begin(JsonObject order) {
        return new JsonObject(gateway.admin("POST", "/v1/warm", order.encode())
                        .assertStatus(202)
                        .body())
                .getString("id");
    }

    private JsonObject job(String id) {
        return new JsonObject(gateway.admin("/v1/warm/" + id).assertStatus(200).body());
    }

    private JsonObject finished(String id) {
        Async.until(() -> !job(id).getString("phase").equals("running"), "the end of the job");
        return job(id);
    }

    @Test
    void whatIsWarmed_isAHitForClients_andIsNotFetchedTwice() {
        JsonObject order = order("/p/1", "/p/2").put("headers", new JsonArray().add("Accept-Language: de"));

        assertThat(finished(begin(order)).getJsonObject("outcomes").getInteger("stored"))
                .isEqualTo(2);
        gateway.get("/p/1", "host", "127.0.0.1:1", "accept-language", "de").assertHit();
        gateway.get("/p/1", "host", "127.0.0.1:1", "accept-language", "en").assertForwarded("vary-miss");
        int before = origin.count();

        assertThat(finished(begin(order)).getJsonObject("outcomes").getInteger("fresh"))
                .isEqualTo(2);
        assertThat(origin.count()).isEqualTo(before);
        assertThat(gateway.samples("weir_warmed_total", "outcome=\"stored\"")).isEqualTo(2);
        assertThat(gateway.samples("weir_requests_seconds_count", "route=\"products\""))
                .isEqualTo(2);
    }

    @Test
    void eachOutcome_isTold() {
        JsonObject job = finished(begin(order("/p/private", "/r/1", "/elsewhere", "/p/broken")));

        assertThat(job.getString("phase")).isEqualTo("done");
        assertThat(job.getJsonObject("outcomes").getMap())
                .containsAllEntriesOf(Map.of("not_stored", 1, "passed", 1, "refused", 1, "failed", 1));
        assertThat(job.getJsonArray("failed")).containsExactly(url("/p/broken"));
        assertThat(origin.seen())
                .extracting(ScriptedOrigin.Seen::uri)
                .containsExactlyInAnyOrder("/p/private", "/p/broken");
    }

    @Test
    void noMoreAreUnderWay_thanAllowed_andCancellingBeginsNoMore() {
        Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
        origin.alwaysAnswer(held::add);
        String id = begin(orderOf(20).put("concurrency", 3));
        origin.awaitCount(3);

        assertThat(job(id).getInteger("done")).isZero();
        gateway.admin("DELETE", "/v1/warm/" + id, "").assertStatus(200);
        origin.alwaysAnswer(WarmTest::answer);
        held.forEach(origin::replay);
        JsonObject job = finished(id);

        assertThat(job.getString("phase")).isEqualTo("cancelled");
        assertThat(job.getInteger("done")).isEqualTo(3);
        assertThat(origin.count()).isEqualTo(3);
    }

    @Test
    void budgetOfTheOrigin_isKept() {
        gateway.close();
        gateway = gateway(1);

        JsonObject job = finished(begin(orderOf(2).put("concurrency", 2)));

        assertThat(job.getDouble("seconds")).isGreaterThan(0.9);
        assertThat(job.getJsonObject("outcomes").getInteger("stored")).isEqualTo(2);
    }

    @Test
    void rate_isKept() {
        assertThat(finished(begin(orderOf(4).put("rate", 10))).getDouble("seconds"))
                .isGreaterThan(0.29);
    }

    @Test
    void moreJobsThanAllowed_areRefused() {
        origin.alwaysAnswer(request -> {});
        for (int i = 0; i < WarmJobs.MOST_RUNNING; i++) {
            begin(order("/p/" + i));
        }

        gateway.admin("POST", "/v1/warm", order("/p/x").encode()).assertStatus(429);
    }
}
