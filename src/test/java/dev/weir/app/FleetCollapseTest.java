package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.invalidation.Subject;
import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two gateways on one Redis: one fill for both, told and not polled for. */
class FleetCollapseTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final int CLIENTS = 25;
    private static final String HOST = "shop.example";
    private static final String LEASE = "weir:test:l:{GET%20http://" + HOST + "/hot}";

    /** Above every purge: a lease with a lower one is taken from its owner. */
    private static final long FENCE = 9_000_000_000_000_000L;

    private ScriptedOrigin origin;
    private List<Gateway> fleet;

    @BeforeEach
    void start() {
        REDIS.empty();
        origin = new ScriptedOrigin();
        fleet = List.of(gateway(), gateway());
        Async.until(
                () -> REDIS.cli("PUBSUB", "CHANNELS", "weir:test:in:*").split("weir:test:in:").length == 3,
                "two inboxes");
    }

    private Gateway gateway() {
        return Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly());
    }

    @AfterEach
    void stop() {
        fleet.forEach(Gateway::close);
        origin.close();
    }

    private List<Future<Received>> crowd() {
        List<Future<Received>> answers = new ArrayList<>();
        for (Gateway gateway : fleet) {
            for (int i = 0; i < CLIENTS; i++) {
                answers.add(gateway.send("GET", "/hot", "host", HOST));
            }
        }
        return answers;
    }

    private void awaitAllInside() {
        fleet.forEach(gateway -> gateway.awaitMeter("weir_fills_waiting", CLIENTS - 1));
        Async.until(() -> REDIS.cli("EXISTS", LEASE.replace(":l:", ":w:")).contains("1"), "a gateway that waits");
    }

    private HttpServerRequest heldRequest(Promise<HttpServerRequest> asked) {
        HttpServerRequest request = Async.await(asked.future());
        awaitAllInside();
        return request;
    }

    @Test
    void coldKey_isFilledOnceForTheFleet_withoutPolling() {
        Promise<HttpServerRequest> asked = Promise.promise();
        origin.alwaysAnswer(asked::tryComplete);

        List<Future<Received>> answers = crowd();
        HttpServerRequest request = heldRequest(asked);
        REDIS.cli("CONFIG", "RESETSTAT");
        request.response().putHeader("cache-control", "max-age=60").end("one for all");

        answers.forEach(answer -> Async.await(answer).assertStatus(200).assertBody("one for all"));
        assertThat(origin.count()).isEqualTo(1);
        String stats = REDIS.cli("INFO", "commandstats");
        assertThat(stats)
                .as("one settles, nobody asks for the lease again")
                .contains("cmdstat_smembers:calls=1,")
                .contains("cmdstat_get:calls=")
                .doesNotContain("cmdstat_getrange", "cmdstat_sadd");
        assertThat(REDIS.cli("EXISTS", LEASE)).contains("0");
        assertThat(fleet.stream()
                        .mapToDouble(gateway -> gateway.meter("weir_collapsed_total"))
                        .sum())
                .as("all but the one that led: by the fill of their gateway, or of the other")
                .isEqualTo(2 * CLIENTS - 1);
        assertThat(fleet.stream().map(gateway -> gateway.admin("/metrics").body()))
                .as("the gateway that waited")
                .filteredOn(metrics ->
                        metrics.contains("weir_collapsed_total{route=\"all\",scope=\"fleet\"} " + CLIENTS + ".0"))
                .hasSize(1);
    }

    @Test
    void privateAnswer_releasesTheOtherGatewayAtOnce() {
        Promise<HttpServerRequest> asked = Promise.promise();
        origin.thenAnswer(asked::tryComplete);
        origin.alwaysAnswer(request -> request.response()
                .putHeader("cache-control", "private, max-age=60")
                .end("mine"));

        List<Future<Received>> answers = crowd();
        heldRequest(asked).response().putHeader("cache-control", "private").end("mine");

        answers.forEach(answer -> Async.await(answer).assertStatus(200).assertBody("mine"));
        assertThat(origin.count()).isEqualTo(2 * CLIENTS);
    }

    @Test
    void failure_endsTheWaitOfAll() {
        Promise<HttpServerRequest> asked = Promise.promise();
        origin.alwaysAnswer(asked::tryComplete);

        List<Future<Received>> answers = crowd();
        heldRequest(asked).response().setStatusCode(503).end("secret");

        long secrets = answers.stream()
                .map(Async::await)
                .peek(answer -> answer.assertStatus(503))
                .filter(answer -> answer.body().equals("secret"))
                .count();
        assertThat(secrets)
                .as("only the request that led sees the origin's error")
                .isEqualTo(1);
        assertThat(origin.count()).isEqualTo(1);
    }

    @Test
    void deadGateway_isReplacedWhenItsLeaseRunsOut() {
        REDIS.cli("SET", LEASE, "tdead.1 " + FENCE, "PX", "500");
        origin.alwaysAnswer(request ->
                request.response().putHeader("cache-control", "max-age=60").end("taken over"));

        Async.await(fleet.get(0).send("GET", "/hot", "host", HOST))
                .assertStatus(200)
                .assertBody("taken over");
        assertThat(origin.count()).isEqualTo(1);
    }

    @Test
    void gatewayThatAskedBeforeTheNewestPurge_isReplacedAtOnce() {
        long purge =
                fleet.get(1).purge(new Subject.Uri("http://" + HOST + "/hot")).id();
        REDIS.cli("SET", LEASE, "told.1 " + (purge - 1), "PX", "60000");
        origin.alwaysAnswer(request ->
                request.response().putHeader("cache-control", "max-age=60").end("newer"));

        Async.await(fleet.get(0).send("GET", "/hot", "host", HOST)).assertBody("newer");
    }

    @Test
    void replacedGateway_storesNothing() {
        Promise<HttpServerRequest> asked = Promise.promise();
        origin.alwaysAnswer(asked::tryComplete);

        Future<Received> answer = fleet.get(0).send("GET", "/hot", "host", HOST);
        HttpServerRequest request = Async.await(asked.future());
        REDIS.cli("SET", LEASE, "tother.1 " + FENCE, "PX", "60000");
        request.response().putHeader("cache-control", "max-age=60").end("old");

        Async.await(answer).assertStatus(200).assertBody("old");
        fleet.get(0).awaitMeter("weir_flights", 0);
        assertThat(REDIS.cli("EXISTS", LEASE.replace(":l:", ":r:"))).contains("0");
        assertThat(REDIS.cli("GET", LEASE)).contains("tother.1 " + FENCE);
    }

    @Test
    void lostInbox_makesEveryWaiterLookForItself() {
        REDIS.cli("SET", LEASE, "tgone.1 " + FENCE, "PX", "60000");
        origin.alwaysAnswer(request ->
                request.response().putHeader("cache-control", "max-age=60").end("found"));

        Future<Received> answer = fleet.get(0).send("GET", "/hot", "host", HOST);
        Async.until(() -> REDIS.cli("EXISTS", LEASE.replace(":l:", ":w:")).contains("1"), "a gateway that waits");
        REDIS.cli("DEL", LEASE);
        REDIS.cli("CLIENT", "KILL", "TYPE", "pubsub");

        Async.await(answer).assertStatus(200).assertBody("found");
    }

    @Test
    void valueOfAnotherType_isOverwritten() {
        REDIS.cli("RPUSH", LEASE.replace(":l:", ":r:"), "foreign");
        origin.alwaysAnswer(request ->
                request.response().putHeader("cache-control", "max-age=60").end("ours"));

        Async.await(fleet.get(0).send("GET", "/hot", "host", HOST)).assertBody("ours");
        fleet.get(0).awaitMeter("weir_flights", 0);
        Async.await(fleet.get(1).send("GET", "/hot", "host", HOST))
                .assertBody("ours")
                .assertHit();
    }

    @Test
    void fullRedis_costsTheStoreNotTheAnswer() {
        REDIS.cli("CONFIG", "SET", "maxmemory-policy", "noeviction");
        REDIS.cli("CONFIG", "SET", "maxmemory", "1");
        try {
            origin.alwaysAnswer(request ->
                    request.response().putHeader("cache-control", "max-age=60").end("answer"));
            Async.await(fleet.get(0).send("GET", "/hot", "host", HOST))
                    .assertStatus(200)
                    .assertBody("answer");
            fleet.get(0).awaitMeter("weir_flights", 0);
            assertThat(fleet.get(0).meter("weir_fills_inflight")).isZero();
        } finally {
            REDIS.cli("CONFIG", "SET", "maxmemory", "0");
        }
        Async.await(fleet.get(0).send("GET", "/hot", "host", HOST)).assertStatus(200);
        fleet.get(0).awaitMeter("weir_flights", 0);
        Async.await(fleet.get(1).send("GET", "/hot", "host", HOST)).assertHit();
    }

    @Test
    void strangeMessages_areIgnored() {
        for (String message : List.of("", " ", "x", "weir:test:l:{x} s", LEASE + " q", LEASE + " f0", "\0\u00ff")) {
            REDIS.cli(
                    "EVAL",
                    "for _, c in ipairs(redis.call('PUBSUB', 'CHANNELS', 'weir:test:in:*')) do "
                            + "redis.call('PUBLISH', c, ARGV[1]) end",
                    "0",
                    message);
        }
        origin.alwaysAnswer(request ->
                request.response().putHeader("cache-control", "max-age=60").end("fine"));
        Async.await(fleet.get(0).send("GET", "/hot", "host", HOST)).assertBody("fine");
    }
}
