package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.Stage;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An origin that hangs costs each request its time once, not once for everybody it waited for. */
class WaitingTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final int CLIENTS = 50;
    private static final Duration LIMIT = Duration.ofMillis(500);

    @RegisterExtension
    final Stage stage = new Stage();

    @SuppressWarnings("NullAway.Init") // by each test, in its own way
    private Gateway gateway;

    /** The origin may take ten seconds, the route waits for half a one. */
    private void startWithLimit() {
        gateway = stage.start(
                origin -> Gateway.before(origin, REDIS.uri(), Gateway.waiting(Gateway.originOnly(), LIMIT)));
    }

    /** The origin has less than half a second. */
    private Gateway impatient() {
        return stage.start(origin -> Gateway.impatient(origin, REDIS.uri(), Gateway.originOnly()));
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
        crowd("/k").forEach(answer -> Async.await(answer).assertStatus(504));
        assertThat(stage.origin().count()).isEqualTo(1);
        gateway.awaitMeter("weir_fills_waiting", 0);
    }

    @Test
    void staleAnswers_areServed_whereTheyMay() {
        startWithLimit();
        stage.origin()
                .thenAnswer(request -> request.response()
                        .putHeader("cache-control", "max-age=0, stale-if-error=600")
                        .end("old"));
        gateway.get("/k");
        gateway.awaitMeter("weir_flights", 0);
        crowd("/k").forEach(answer -> Async.await(answer).assertStatus(200).assertBody("old"));
        assertThat(stage.origin().count()).isEqualTo(2);
    }

    @Test
    void timeSpentWaiting_isNotGrantedAgain_toWhoThenAsksAlone() {
        startWithLimit();
        Future<Received> leader = gateway.send("GET", "/k");
        stage.origin().awaitCount(1);
        Future<Received> follower = gateway.send("GET", "/k");
        gateway.awaitMeter("weir_fills_waiting", 1);
        stage.next().response().putHeader("cache-control", "private").end("mine");

        Async.await(leader).assertBody("mine");
        stage.origin().awaitCount(2);
        Async.await(follower).assertStatus(504);
        gateway.awaitMeter("weir_origin_inflight", 0);
    }

    @Test
    void afterATimeOut_theNextOfTheSameMoment_doNotWaitForAnother() {
        gateway = impatient();
        gateway.get("/k", "host", "a").assertStatus(504);
        gateway.awaitMeter("weir_flights", 0);
        assertThat(REDIS.cli("GET", "weir:test:l:{GET%20http://a/k}")).contains("f504");
        for (int i = 0; i < CLIENTS; i++) {
            gateway.get("/k", "host", "a").assertStatus(504);
        }
        assertThat(stage.origin().count()).isEqualTo(1);

        Async.until(() -> REDIS.cli("EXISTS", "weir:test:l:{GET%20http://a/k}").contains("0"), "forgotten");
        stage.origin().alwaysAnswer(request -> request.response().end("back"));
        Async.until(() -> gateway.get("/k", "host", "a").status() == 200, "asked again");
    }

    @Test
    void timeOutOfAnotherGateway_isKnownToTheFleet() {
        gateway = impatient();
        gateway.get("/k", "host", "a").assertStatus(504);
        gateway.awaitMeter("weir_flights", 0);
        impatient().get("/k", "host", "a").assertStatus(504);
        assertThat(stage.origin().count()).isEqualTo(1);
    }

    @Test
    void errorAnswer_isNotRemembered() {
        gateway = impatient();
        stage.origin().alwaysAnswer(request -> request.response().end("back"));
        stage.origin()
                .thenAnswer(request -> request.response().setStatusCode(503).end());
        gateway.get("/k").assertStatus(503);
        gateway.get("/k").assertStatus(200);
    }
}
