package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.CachingRules;
import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What unsafe requests write to the log of purges (RFC 9875, RFC 9111 §4.4): two gateways on one Redis. */
class GroupInvalidationTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final String LOG = "weir:{test}:log";

    private ScriptedOrigin origin;
    private Gateway gateway;
    private Gateway other;

    @BeforeEach
    void start() {
        REDIS.empty();
        origin = new ScriptedOrigin().alwaysAnswer(GroupInvalidationTest::answer);
        gateway = gateway();
        other = gateway();
    }

    private Gateway gateway() {
        return Gateway.before(
                origin.address(),
                REDIS.uri(),
                List.of(
                        Gateway.route("passed", "/passed/**", null),
                        Gateway.route("all", "/**", CachingRules.ORIGIN_ONLY)));
    }

    @AfterEach
    void stop() {
        gateway.close();
        other.close();
        origin.close();
    }

    /** Every path has a group of its own name, in lower case, and one in upper case. */
    private static void answer(HttpServerRequest request) {
        String name = request.path().substring(request.path().lastIndexOf('/') + 1);
        if (request.method().equals(HttpMethod.GET)) {
            request.response()
                    .putHeader("cache-control", "max-age=60")
                    .putHeader("cache-groups", '"' + name + "\", \"ALL\", \"of " + name + '"');
        } else {
            request.response().putHeader("cache-group-invalidation", request.getParam("groups", ""));
        }
        request.response().end("content");
    }

    private void store(String uri, String host) {
        gateway.get(uri, "host", host);
        gateway.awaitMeter("weir_flights", 0);
        List.of(gateway, other).forEach(each -> each.get(uri, "host", host).assertHit());
    }

    private void post(String uri, String host) {
        Async.await(gateway.send("POST", uri, "host", host)).assertStatus(200);
    }

    private long entries() {
        return Long.parseLong(REDIS.cli("XLEN", LOG).strip());
    }

    @Test
    @Tag("MAY")
    void namedGroups_areInvalidated_onEveryGateway_withinTheUriOriginAlone() {
        store("/a", "shop.example");
        store("/b", "shop.example");
        store("/a", "other.example");

        post("/orders?groups=%22a%22", "shop.example");

        other.get("/a", "host", "shop.example").assertForwarded("uri-miss");
        other.get("/b", "host", "shop.example").assertHit();
        other.get("/a", "host", "other.example").assertHit();
    }

    @Test
    @Tag("MUST")
    void groups_areComparedToTheLetter_andDoNotSpread() {
        store("/a", "shop.example");
        store("/b", "shop.example");

        post("/orders?groups=%22A%22,%22a%20%22", "shop.example");
        other.get("/a", "host", "shop.example").assertHit();

        post("/orders?groups=%22of%20a%22", "shop.example");
        other.get("/a", "host", "shop.example").assertForwarded("uri-miss");
        other.get("/b", "host", "shop.example").assertHit();
    }

    @Test
    @Tag("MUST")
    void fieldThatIsNoListOfStrings_invalidatesNoGroup() {
        store("/a", "shop.example");

        post("/orders?groups=%22a%22,b", "shop.example");

        other.get("/a", "host", "shop.example").assertHit();
    }

    @Test
    void routeThatPasses_writesItsGroups_andNotItsUris() {
        store("/a", "shop.example");
        long before = entries();

        post("/passed/x", "shop.example");
        assertThat(entries()).isEqualTo(before);

        post("/passed/x?groups=%22a%22", "shop.example");
        assertThat(entries()).isEqualTo(before + 1);
        other.get("/a", "host", "shop.example").assertForwarded("uri-miss");
    }

    @Test
    void manyChangesAtATime_areFewEntries_eachSeenByItsClient() {
        store("/a", "shop.example");
        long before = entries();

        List<Future<Received>> answers = IntStream.range(0, 200)
                .mapToObj(i -> gateway.send("PUT", "/a", "host", "shop.example"))
                .toList();

        answers.forEach(answer -> Async.await(answer).assertStatus(200));
        assertThat(entries() - before).isBetween(1L, 100L);
        other.get("/a", "host", "shop.example").assertForwarded("uri-miss");
    }

    @Test
    void logThatCannotBeWritten_isMadeUpForHere_atOnce_andAppendedLater() {
        store("/a", "shop.example");
        REDIS.cli("RENAME", LOG, "elsewhere");
        REDIS.cli("SET", LOG, "no stream");

        Async.await(gateway.send("PUT", "/a", "host", "shop.example")).assertStatus(200);

        gateway.get("/a", "host", "shop.example").assertForwarded("uri-miss");
        gateway.awaitMeter("weir_invalidations_queued", 1);
        REDIS.cli("RENAME", "elsewhere", LOG);
        gateway.awaitMeter("weir_invalidations_queued", 0);
        assertThat(REDIS.cli("XREVRANGE", LOG, "+", "-", "COUNT", "1")).contains("url", "http://shop.example/a");
        assertThat(gateway.meter("weir_invalidations_dropped_total")).isZero();
    }
}
