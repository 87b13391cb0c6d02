package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An origin that hangs costs each request its time once, not once for everybody it waited for. */
class WaitingTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final int CLIENTS = 50;
    private static final Duration LIMIT = Duration.ofMillis(500);

    private final Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    private final ScriptedOrigin origin = new ScriptedOrigin();

    @SuppressWarnings("NullAway.Init") // by each test, in its own way
    private Gateway gateway;

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    /** The origin may take ten seconds, the route waits for half a one. */
    private void startWithLimit() {
        gateway = Gateway.before(origin.address(), REDIS.uri(), Gateway.waiting(Gateway.originOnly(), LIMIT));
    }

    private List<Future<Received>> crowd(String uri) {
        List<Future<Received>> answers = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            answers.add(gateway.send("GET", uri));
        }
        return answers;
    }

    @Test
    void hangingOrigin_isAskedOnce_andAllAreAnswered() {
        startWithLimit();
        origin.alwaysAnswer(held::add);
        crowd("/k").forEach(answer -> Async.await(answer).assertStatus(504));
        assertThat(origin.count()).isEqualTo(1);
        gateway.awaitMeter("weir_fills_waiting", 0);
    }

    @Test
    void staleAnswers_areServed_whereTheyMay() {
        startWithLimit();
        origin.thenAnswer(request -> request.response()
                .putHeader("cache-control", "max-age=0, stale-if-error=600")
                .end("old"));
        gateway.get("/k");
        gateway.awaitMeter("weir_flights", 0);
        origin.alwaysAnswer(held::add);
        crowd("/k").forEach(answer -> Async.await(answer).assertStatus(200).assertBody("old"));
        assertThat(origin.count()).isEqualTo(2);
    }

    @Test
    void timeSpentWaiting_isNotGrantedAgain_toWhoThenAsksAlone() {
        startWithLimit();
        origin.alwaysAnswer(held::add);
        Future<Received> leader = gateway.send("GET", "/k");
        origin.awaitCount(1);
        Future<Received> follower = gateway.send("GET", "/k");
        gateway.awaitMeter("weir_fills_waiting", 1);
        held.remove().response().putHeader("cache-control", "private").end("mine");

        Async.await(leader).assertBody("mine");
        origin.awaitCount(2);
        Async.await(follower).assertStatus(504);
        gateway.awaitMeter("weir_origin_inflight", 0);
    }

    @Test
    void afterATimeOut_theNextOfTheSameMoment_doNotWaitForAnother() {
        gateway = Gateway.impatient(origin.address(), REDIS.uri(), Gateway.originOnly());
        origin.alwaysAnswer(held::add);
        gateway.get("/k", "host", "a").assertStatus(504);
        gateway.awaitMeter("weir_flights", 0);
        assertThat(REDIS.cli("GET", "weir:test:l:{GET%20http://a/k}")).contains("f504");
        for (int i = 0; i < CLIENTS; i++) {
            gateway.get("/k", "host", "a").assertStatus(504);
        }
        assertThat(origin.count()).isEqualTo(1);

        Async.until(() -> REDIS.cli("EXISTS", "weir:test:l:{GET%20http://a/k}").contains("0"), "forgotten");
        origin.alwaysAnswer(request -> request.response().end("back"));
        Async.until(() -> gateway.get("/k", "host", "a").status() == 200, "asked again");
    }

    @Test
    void timeOutOfAnotherGateway_isKnownToTheFleet() {
        gateway = Gateway.impatient(origin.address(), REDIS.uri(), Gateway.originOnly());
        origin.alwaysAnswer(held::add);
        try (Gateway other = Gateway.impatient(origin.address(), REDIS.uri(), Gateway.originOnly())) {
            gateway.get("/k", "host", "a").assertStatus(504);
            gateway.awaitMeter("weir_flights", 0);
            other.get("/k", "host", "a").assertStatus(504);
        }
        assertThat(origin.count()).isEqualTo(1);
    }

    @Test
    void errorAnswer_isNotRemembered() {
        gateway = Gateway.impatient(origin.address(), REDIS.uri(), Gateway.originOnly());
        origin.thenAnswer(request -> request.response().setStatusCode(503).end());
        gateway.get("/k").assertStatus(503);
        gateway.get("/k").assertStatus(200);
    }
}
