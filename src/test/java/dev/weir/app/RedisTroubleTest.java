package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Redis that is not there, goes away, hangs or holds what is not ours: a miss, and never a client's error. */
class RedisTroubleTest {
    private static final int CLIENTS = 50;

    private RedisServer redis;
    private ScriptedOrigin origin;

    @SuppressWarnings("NullAway.Init") // by each test, in its own way
    private Gateway gateway;

    @BeforeEach
    void start() {
        redis = new RedisServer();
        origin = new ScriptedOrigin()
                .alwaysAnswer(request -> request.response()
                        .putHeader("cache-control", "max-age=60")
                        .end(request.path()));
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
        redis.close();
    }

    private void startGateway() {
        gateway = Gateway.impatient(origin.address(), redis.uri(), Gateway.originOnly());
    }

    private void assertCollapses(String path) {
        int before = origin.count();
        Promise<HttpServerRequest> asked = Promise.promise();
        origin.thenAnswer(asked::complete);
        List<Future<Received>> crowd = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            crowd.add(gateway.send("GET", path));
        }
        HttpServerRequest held = Async.await(asked.future());
        gateway.awaitMeter("weir_fills_waiting", CLIENTS - 1);
        held.response().putHeader("cache-control", "max-age=60").end(path);
        crowd.forEach(answer -> Async.await(answer).assertStatus(200).assertBody(path));
        assertThat(origin.count() - before).isEqualTo(1);
        gateway.awaitMeter("weir_flights", 0);
    }

    private void assertHitsAgain(String path) {
        gateway.awaitMeter("weir_redis_up", 2);
        gateway.awaitMeter("weir_redis_breaker", 0);
        gateway.get(path).assertStatus(200);
        gateway.awaitMeter("weir_flights", 0);
        gateway.get(path).assertHit().assertBody(path);
    }

    @Test
    void noRedisAtStart_meansMisses_untilItComes() throws IOException {
        redis.kill();
        startGateway();
        assertCollapses("/early");
        gateway.get("/early").assertForwarded("uri-miss");
        redis.restart();
        assertHitsAgain("/later");
    }

    @Test
    void killedUnderLoad_costsNoClientAnError() throws IOException {
        startGateway();
        List<Future<Received>> load = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            load.add(gateway.send("GET", "/load/" + i % 20));
            if (i == 200) {
                Async.await(load.get(50));
                redis.kill();
            }
        }
        load.forEach(answer -> Async.await(answer).assertStatus(200));
        redis.restart();
        assertHitsAgain("/after");
    }

    @Test
    void hangingRedis_isAMiss_andComesBack() throws IOException {
        startGateway();
        assertHitsAgain("/before");
        redis.stop();
        try {
            gateway.get("/before").assertStatus(200).assertForwarded("uri-miss");
            assertCollapses("/meanwhile");
        } finally {
            redis.cont();
        }
        assertHitsAgain("/after");
    }

    @Test
    void refusingRedis_isAMiss_countedByItsKind() {
        startGateway();
        assertHitsAgain("/before");
        redis.cli("CONFIG", "SET", "maxmemory-policy", "noeviction");
        redis.cli("CONFIG", "SET", "maxmemory", "1");
        gateway.get("/full").assertStatus(200).assertForwarded("uri-miss");
        gateway.awaitMeter("weir_flights", 0);
        gateway.get("/full").assertStatus(200).assertForwarded("uri-miss");
        gateway.get("/before").assertHit();
        assertThat(gateway.meter("weir_redis_errors_total")).isPositive();
        assertThat(gateway.meter("weir_redis_breaker")).isZero();
        redis.cli("CONFIG", "SET", "maxmemory", "0");
        assertHitsAgain("/after");
    }

    @Test
    void replicaNow_isLeft_andNothingFails() {
        startGateway();
        assertHitsAgain("/before");
        redis.cli("REPLICAOF", "127.0.0.1", "1");
        gateway.get("/refused").assertStatus(200);
        gateway.awaitMeter("weir_flights", 0);
        gateway.get("/meanwhile").assertStatus(200);
        redis.cli("REPLICAOF", "NO", "ONE");
        assertHitsAgain("/after");
    }

    @Test
    void foreignValues_areMisses_andAreOverwritten() {
        startGateway();
        gateway.get("/foreign");
        gateway.awaitMeter("weir_flights", 0);
        String key = "weir:"
                + redis.cli("KEYS", "*/foreign*")
                        .replaceFirst("(?s).*?weir:", "")
                        .strip();
        for (String[] command : new String[][] {
            {"SET", key, "not ours"},
            {"SET", key, ""},
            {"EVAL", "redis.call('DEL', KEYS[1]) redis.call('LPUSH', KEYS[1], 'a list')", "1", key}
        }) {
            redis.cli((Object[]) command);
            gateway.get("/foreign").assertStatus(200).assertForwarded("uri-miss");
            gateway.awaitMeter("weir_flights", 0);
        }
        gateway.get("/foreign").assertHit();
        assertThat(gateway.meter("weir_redis_unreadable_total")).isEqualTo(3);
    }
}
