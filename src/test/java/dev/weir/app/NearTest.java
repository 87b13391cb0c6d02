package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.CachingRules;
import dev.weir.redis.RedisServer;
import dev.weir.scenarios.ManualClock;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a process keeps in its own memory, seen from its clients, its Redis and its origin. */
class NearTest {
    private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);

    private final ManualClock clock = new ManualClock();
    private RedisServer redis;
    private ScriptedOrigin origin;
    private Gateway gateway;
    private Gateway without;

    @BeforeEach
    void start() {
        redis = new RedisServer();
        origin = new ScriptedOrigin().alwaysAnswer(NearTest::answer);
        gateway = gateway(FIVE_SECONDS);
        without = gateway(Duration.ZERO);
        clock.stop();
    }

    @AfterEach
    void stop() {
        gateway.close();
        without.close();
        origin.close();
        redis.close();
    }

    private Gateway gateway(Duration near) {
        CachingRules rules = Gateway.near(Gateway.originOnly(), near, 0);
        return Gateway.of(Gateway.settings(origin.address(), redis.uri(), rules), clock);
    }

    private static void answer(HttpServerRequest request) {
        String language = request.getHeader("accept-language");
        request.response().putHeader("cache-control", "max-age=60, stale-if-error=600");
        request.response().putHeader("etag", "\"v1\"");
        if (request.path().startsWith("/varies")) {
            request.response().putHeader("vary", "accept-language");
        }
        request.response().end("content" + (language == null ? "" : " " + language));
    }

    /** The flight ends after the store has the value. */
    private static Received getSettled(Gateway from, String uri, String... fields) {
        Received received = get(from, uri, fields);
        from.awaitMeter("weir_flights", 0);
        return received;
    }

    /** The authority is part of the key, and ports differ. */
    private static Received get(Gateway from, String uri, String... fields) {
        List<String> all = new ArrayList<>(List.of("host", "shop.example"));
        all.addAll(List.of(fields));
        return from.get(uri, all.toArray(String[]::new));
    }

    /** Look-ups and what fills send; a gateway's membership has commands of its own. */
    private static double redisCommands(Gateway of) {
        return of.admin("/metrics")
                .body()
                .lines()
                .filter(line -> line.matches("weir_redis_commands_seconds_count\\{command=\"(get|acquire|settle)\".*"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static void assertFrom(String detail, Received received) {
        assertThat(received.cacheStatus()).startsWith("weir; hit").endsWith("detail=" + detail);
    }

    @Test
    void whatAFillStored_isGivenWithoutAskingRedis() {
        getSettled(gateway, "/a").assertForwarded("uri-miss");
        double before = redisCommands(gateway);
        for (int i = 0; i < 10; i++) {
            Received hit = get(gateway, "/a").assertBody("content");
            assertFrom("near", hit);
        }
        assertThat(redisCommands(gateway)).isEqualTo(before);
        assertThat(origin.count()).isEqualTo(1);
        assertThat(gateway.meter("weir_near_responses")).isEqualTo(1);
        assertThat(gateway.admin("/metrics").body())
                .contains("weir_requests_seconds_count{outcome=\"near_hit\",route=\"all\"} 10");
    }

    @Test
    void whatRedisHas_isKeptNear_onceItWasAskedFor() {
        getSettled(without, "/a");
        assertFrom("redis", getSettled(gateway, "/a"));
        assertFrom("near", get(gateway, "/a"));
    }

    @Test
    void clientsOwnConditions_areMetNearToo() {
        getSettled(gateway, "/a");
        assertFrom(
                "near",
                gateway.head("/a", "host", "shop.example").assertStatus(200).assertBody(""));
        assertFrom("near", get(gateway, "/a", "if-none-match", "\"v1\"").assertStatus(304));
        assertFrom(
                "near",
                get(gateway, "/a", "range", "bytes=0-2").assertStatus(206).assertBody("con"));
        get(gateway, "/a", "cache-control", "no-cache").assertForwarded("request");
    }

    @Test
    void afterItsTime_redisIsAsked_andConfirms() {
        getSettled(gateway, "/a");
        clock.advance(FIVE_SECONDS);
        assertFrom("near", get(gateway, "/a"));
        clock.advance(Duration.ofMillis(1));
        assertFrom("redis", getSettled(gateway, "/a"));
        assertFrom("near", get(gateway, "/a"));
    }

    @Test
    void whatAnotherGatewayRefreshed_isSeenAfterItsTime() {
        getSettled(gateway, "/a");
        origin.alwaysAnswer(request ->
                request.response().putHeader("cache-control", "max-age=60").end("newer"));
        clock.advance(Duration.ofSeconds(1));
        getSettled(without, "/a", "cache-control", "no-cache").assertBody("newer");
        get(gateway, "/a").assertBody("content");
        clock.advance(Duration.ofSeconds(6));
        assertFrom("redis", getSettled(gateway, "/a").assertBody("newer"));
        assertFrom("near", get(gateway, "/a").assertBody("newer"));
    }

    @Test
    void whatIsStale_goesTheLongWay() {
        getSettled(gateway, "/a");
        clock.advance(Duration.ofSeconds(61));
        origin.alwaysAnswer(request -> request.response()
                .setStatusCode(304)
                .putHeader("cache-control", "max-age=60")
                .putHeader("etag", "\"v1\"")
                .end());
        getSettled(gateway, "/a").assertForwarded("stale").assertBody("content");
        assertFrom("near", get(gateway, "/a").assertBody("content"));
    }

    @Test
    void anUnsafeRequest_takesOutWhatIsNear() {
        getSettled(gateway, "/a");
        origin.alwaysAnswer(request ->
                request.response().putHeader("cache-control", "max-age=60").end("changed"));
        Async.await(gateway.send("POST", "/a", "host", "shop.example"));
        getSettled(gateway, "/a").assertForwarded("uri-miss").assertBody("changed");
    }

    @Test
    void anUnsafeRequest_takesOutAllVariants() {
        getSettled(gateway, "/varies", "accept-language", "de");
        getSettled(gateway, "/varies", "accept-language", "en");
        assertFrom("near", get(gateway, "/varies", "accept-language", "de"));
        Async.await(gateway.send("POST", "/varies", "host", "shop.example"));
        getSettled(gateway, "/varies", "accept-language", "de").assertForwarded("vary-miss");
        getSettled(gateway, "/varies", "accept-language", "en").assertForwarded("vary-miss");
        assertFrom("near", get(gateway, "/varies", "accept-language", "en").assertBody("content en"));
    }

    @Test
    void whileRedisIsGone_whatIsNearIsUsed_evenAfterItsTime() throws IOException {
        getSettled(gateway, "/a");
        clock.advance(Duration.ofSeconds(30));
        redis.kill();
        gateway.awaitMeter("weir_redis_up", 0);
        assertFrom("near", get(gateway, "/a").assertBody("content"));
        clock.advance(Duration.ofSeconds(60));
        origin.alwaysAnswer(request -> request.response().setStatusCode(503).end());
        assertThat(get(gateway, "/a").assertBody("content").cacheStatus()).contains("detail=stale");
    }

    @Test
    void whatRedisDoesNotHave_isForgotten_whenItIsAsked() {
        getSettled(gateway, "/a");
        clock.advance(Duration.ofSeconds(6));
        redis.forgetResponses();
        getSettled(gateway, "/a", "cache-control", "only-if-cached").assertStatus(504);
        assertThat(gateway.meter("weir_near_responses")).isZero();
    }

    @Test
    void aRouteWithoutNear_keepsNoResponse() {
        getSettled(without, "/a");
        assertFrom("redis", getSettled(without, "/a"));
        assertFrom("redis", getSettled(without, "/a"));
        assertThat(without.meter("weir_near_responses")).isZero();
    }

    @Test
    void whatMayNotBeStored_isNotNearEither() {
        origin.alwaysAnswer(request -> request.response()
                .putHeader("cache-control", "private, max-age=60")
                .end("mine"));
        getSettled(gateway, "/a").assertBody("mine");
        assertThat(gateway.meter("weir_near_responses")).isZero();
        getSettled(gateway, "/a").assertForwarded("uri-miss");
    }
}
