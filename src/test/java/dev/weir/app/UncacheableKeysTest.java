package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.Stage;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys whose responses forbid storing never make anybody wait; and nobody can make a key one of those for others. */
class UncacheableKeysTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final int CLIENTS = 50;

    @RegisterExtension
    final Stage stage = new Stage();

    private Gateway gateway;

    @BeforeEach
    void start() {
        gateway = gateway();
    }

    private Gateway gateway() {
        return stage.start(origin -> Gateway.before(origin, REDIS.uri(), Gateway.originOnly()));
    }

    private static void answer(HttpServerRequest request, String field, String value) {
        request.response().putHeader(field, value).end("mine");
    }

    private List<Future<Received>> crowd(Gateway through, String... fields) {
        List<Future<Received>> answers = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            answers.add(through.send("GET", "/k", fields));
        }
        return answers;
    }

    private void meet(String field, String value, String... fields) {
        stage.origin().thenAnswer(request -> answer(request, field, value));
        gateway.get("/k", fields).assertStatus(200);
        gateway.awaitMeter("weir_flights", 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cache-control: private", "cache-control: no-store", "vary: *", "set-cookie: a=b"})
    void whatForbidsStoring_isAskedForByEach_atOnce(String line) {
        String[] field = line.split(": ", 2);
        meet(field[0], field[1]);
        List<Future<Received>> answers = crowd(gateway);
        List<HttpServerRequest> asked = stage.next(CLIENTS);
        assertThat(gateway.meter("weir_fills_waiting")).isZero();
        asked.forEach(request -> answer(request, field[0], field[1]));

        for (Future<Received> each : answers) {
            assertThat(Async.await(each).assertBody("mine").cacheStatus())
                    .isEqualTo("weir; fwd=uri-miss; fwd-status=200; detail=uncacheable");
        }
    }

    @Test
    void anotherGateway_thatWaited_learnsItToo() {
        Gateway other = gateway();
        Future<Received> leader = gateway.send("GET", "/k", "host", "a");
        HttpServerRequest first = stage.next();
        Future<Received> follower = other.send("GET", "/k", "host", "a");
        Async.until(() -> REDIS.cli("KEYS", "weir:test:w:*").contains(":w:"), "a gateway that waits");
        answer(first, "cache-control", "private");
        answer(stage.next(), "cache-control", "private");
        Async.await(leader).assertBody("mine");
        Async.await(follower).assertBody("mine");

        Future<Received> next = other.send("GET", "/k", "host", "a");
        answer(stage.next(), "cache-control", "private");
        assertThat(Async.await(next).cacheStatus()).contains("uncacheable");
    }

    @Test
    void theOtherClass_isCollapsedStill() {
        meet("set-cookie", "a=b", "cookie", "id=1");
        List<Future<Received>> answers = crowd(gateway);
        gateway.awaitMeter("weir_fills_waiting", CLIENTS - 1);
        answer(stage.next(), "cache-control", "max-age=60");

        answers.forEach(each -> Async.await(each).assertBody("mine"));
        assertThat(stage.origin().count()).isEqualTo(2);
    }

    @Test
    void storableAnswer_bringsTheCollapseBack() {
        meet("cache-control", "private");
        meet("cache-control", "max-age=60");
        List<Future<Received>> answers = crowd(gateway);
        gateway.awaitMeter("weir_fills_waiting", CLIENTS - 1);
        answer(stage.next(), "cache-control", "max-age=60");

        answers.forEach(each -> Async.await(each).assertBody("mine"));
        assertThat(stage.origin().count()).isEqualTo(3);
        gateway.awaitMeter("weir_flights", 0);
        gateway.get("/k").assertHit();
    }

    @Test
    void onlyIfCached_isNeverForwarded() {
        meet("cache-control", "private");
        gateway.get("/k", "cache-control", "only-if-cached").assertStatus(504);
        assertThat(stage.origin().count()).isEqualTo(1);
    }

    /** A stored response is fetched anew, again and again, between requests made to spoil it. */
    @ParameterizedTest
    @ValueSource(
            strings = {"cookie: id=evil", "cache-control: no-store", "range: bytes=0-0", "x-break: 404", "x-break: 400"
            })
    void craftedRequests_doNotUncollapseAHotKey(String line) {
        String[] crafted = line.split(": ", 2);
        stage.origin().alwaysAnswer(request -> {
            if (request.getHeader(crafted[0]) == null) {
                request.response().putHeader("cache-control", "max-age=60");
            } else if (crafted[0].equals("x-break")) {
                request.response().setStatusCode(Integer.parseInt(crafted[1])).putHeader("cache-control", "no-cache");
            } else {
                request.response().putHeader("set-cookie", "evil").putHeader("cache-control", "no-store");
            }
            request.response().end("hot");
        });
        int crowds = 3;
        for (int i = 0; i < crowds; i++) {
            gateway.get("/k", crafted);
            gateway.awaitMeter("weir_flights", 0);
            crowd(gateway).forEach(each -> Async.await(each).assertStatus(200));
            gateway.awaitMeter("weir_flights", 0);
            REDIS.forgetResponses();
        }
        assertThat(stage.origin().count())
                .as("one for each crafted request, and one for each crowd")
                .isLessThanOrEqualTo(2 * crowds);
    }
}
