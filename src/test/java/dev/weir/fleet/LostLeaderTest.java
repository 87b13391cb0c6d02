package dev.weir.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
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

/** The gateway that fills a key is lost in the middle of the body: one of the others takes over. */
class LostLeaderTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final int OTHERS = 2;
    private static final int CLIENTS = 50;
    private static final String HALF = "x".repeat(10_000);
    private static final String VALUE = "weir:fleet:r:{GET%20http://" + Fleet.HOST + "/hot}";
    private static final String LEASE = VALUE.replace(":r:", ":l:");
    private static final String WAITING = VALUE.replace(":r:", ":w:");

    private final ScriptedOrigin origin = new ScriptedOrigin();
    private Fleet fleet;
    private GatewayProcess leader;
    private Future<Received> own;

    @BeforeEach
    void start() {
        FleetConfig config = FleetConfig.of(origin.address(), REDIS.uri());
        fleet = Fleet.of(1 + OTHERS, config.caching("max-wait: 20s, near: on"));
        leader = fleet.gateway(0);
    }

    @AfterEach
    void stop() {
        fleet.close();
        origin.close();
    }

    /** Half a body has reached the leader, which goes on; the clients of the others wait. */
    private HttpServerRequest leading(List<Future<Received>> waiting) {
        Promise<HttpServerRequest> asked = Promise.promise();
        origin.thenAnswer(request -> {
            request.response()
                    .putHeader("cache-control", "max-age=60")
                    .putHeader("content-length", Integer.toString(2 * HALF.length()))
                    .write(HALF);
            asked.tryComplete(request);
        });
        origin.alwaysAnswer(request ->
                request.response().putHeader("cache-control", "max-age=60").end("taken over"));
        own = fleet.get(leader, "/hot");
        HttpServerRequest held = Async.await(asked.future());
        for (GatewayProcess other : others()) {
            waiting.addAll(fleet.crowd(other, CLIENTS, "/hot"));
        }
        others().forEach(other -> fleet.awaitMeter(other, "weir_fills_waiting", CLIENTS - 1));
        Async.until(() -> REDIS.cli("SCARD", WAITING).equals(Integer.toString(OTHERS)), "gateways that wait");
        return held;
    }

    private List<GatewayProcess> others() {
        return fleet.gateways().subList(1, 1 + OTHERS);
    }

    private void allAreServed(List<Future<Received>> waiting) {
        waiting.forEach(answer -> Async.await(answer).assertStatus(200).assertBody("taken over"));
        assertThat(origin.count()).isEqualTo(2);
    }

    private String fillId() {
        return REDIS.cli("GETRANGE", VALUE, 8, 15);
    }

    @Test
    void killed_isReplacedWhenItsLeaseRunsOut() {
        List<Future<Received>> waiting = new ArrayList<>();
        leading(waiting);

        leader.kill();

        allAreServed(waiting);
    }

    @Test
    void stopped_isReplaced_andOverwritesNothingWhenItGoesOn() {
        List<Future<Received>> waiting = new ArrayList<>();
        HttpServerRequest held = leading(waiting);

        leader.stop();
        allAreServed(waiting);
        String stored = fillId();
        held.response().end(HALF);
        leader.cont();
        fleet.awaitMeter(leader, "weir_flights", 0);

        assertThat(fillId()).isEqualTo(stored);
        assertThat(fleet.meter(leader, "weir_fills_inflight")).isZero();
        for (GatewayProcess gateway : fleet.gateways()) {
            Async.await(fleet.get(gateway, "/hot")).assertHit().assertBody("taken over");
        }
        assertThat(origin.count()).isEqualTo(2);
    }

    @Test
    void leaving_handsItsLeaseBackAtOnce_andStillAnswersItsOwnClient() {
        List<Future<Received>> waiting = new ArrayList<>();
        HttpServerRequest held = leading(waiting);

        leader.terminate();

        allAreServed(waiting);
        assertThat(REDIS.cli("EXISTS", LEASE)).isEqualTo("0");
        assertThat(leader.isAlive()).isTrue();
        held.response().end(HALF);
        Async.await(own).assertStatus(200).assertBody(HALF + HALF);
        assertThat(leader.awaitEnd()).isZero();
        Async.await(fleet.get(fleet.gateway(1), "/hot")).assertHit().assertBody("taken over");
    }
}
