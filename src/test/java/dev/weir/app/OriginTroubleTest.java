package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawConnection;
import dev.weir.testing.RawOrigin;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An origin that is gone, hangs, fails or stalls: one clear answer, in time, or something stale where that is allowed. */
class OriginTroubleTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private final ScriptedOrigin origin = new ScriptedOrigin();

    @SuppressWarnings("NullAway.Init") // by each test, in its own way
    private Gateway gateway;

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    private void start() {
        gateway = Gateway.impatient(origin.address(), REDIS.uri(), Gateway.originOnly());
    }

    private static void answer(HttpServerRequest request, String cacheControl) {
        request.response().putHeader("cache-control", cacheControl).end("content");
    }

    private void store(String uri, String cacheControl) {
        origin.thenAnswer(request -> answer(request, cacheControl));
        gateway.get(uri).assertStatus(200);
        gateway.awaitMeter("weir_flights", 0);
    }

    private static void assertProblem(Received answer, int status) {
        answer.assertStatus(status);
        assertThat(answer.field("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.field("cache-control")).isEqualTo("no-store");
        assertThat(answer.body()).contains("\"status\":" + status);
    }

    @Test
    void unreachable_is502_andHanging_is504() {
        start();
        origin.alwaysAnswer(request -> {});
        assertProblem(gateway.get("/hangs"), 504);
        assertProblem(Async.await(gateway.send("POST", "/hangs")), 504);
        origin.close();
        assertProblem(gateway.get("/gone"), 502);
        gateway.head("/gone").assertStatus(502).assertBody("");
        gateway.awaitMeter("weir_flights", 0);
        gateway.awaitMeter("weir_origin_inflight", 0);
    }

    @Test
    void whoWaitsTooLong_isAnswered_andTheFillGoesOn() {
        gateway = Gateway.before(
                origin.address(), REDIS.uri(), Gateway.waiting(Gateway.originOnly(), Duration.ofMillis(200)));
        List<HttpServerRequest> asked = new ArrayList<>();
        origin.alwaysAnswer(asked::add);
        Future<Received> leader = gateway.send("GET", "/hot");
        origin.awaitCount(1);
        Future<Received> follower = gateway.send("GET", "/hot");

        assertProblem(Async.await(follower), 504);
        assertProblem(Async.await(leader), 504);
        gateway.awaitMeter("weir_fills_waiting", 0);
        answer(asked.get(0), "max-age=60");
        gateway.awaitMeter("weir_flights", 0);
        gateway.get("/hot").assertHit().assertBody("content");
        assertThat(origin.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"down", "503", "hangs"})
    void staleIfError_isServed_andStaysStored(String trouble) {
        start();
        store("/s", "max-age=0, stale-if-error=600");
        switch (trouble) {
            case "down" -> origin.close();
            case "503" ->
                origin.alwaysAnswer(request -> request.response()
                        .setStatusCode(503)
                        .putHeader("cache-control", "max-age=60")
                        .end("broken"));
            default -> origin.alwaysAnswer(request -> {});
        }

        for (int i = 0; i < 2; i++) {
            Received stale = gateway.get("/s").assertStatus(200).assertBody("content");
            assertThat(stale.cacheStatus()).contains("detail=stale").doesNotContain("hit");
            gateway.awaitMeter("weir_flights", 0);
        }
        gateway.head("/s").assertStatus(200).assertBody("");
    }

    @Test
    void staleWhileRevalidate_answersAtOnce_andRefreshesOnce() {
        start();
        store("/s", "max-age=0, stale-while-revalidate=600");
        List<HttpServerRequest> asked = new ArrayList<>();
        origin.alwaysAnswer(asked::add);
        List<Future<Received>> crowd = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            crowd.add(gateway.send("GET", "/s"));
        }
        crowd.forEach(answer -> Async.await(answer).assertHit().assertBody("content"));
        origin.awaitCount(2);
        asked.get(0).response().putHeader("cache-control", "max-age=60").end("newer");

        gateway.awaitMeter("weir_flights", 0);
        gateway.get("/s").assertHit().assertBody("newer");
        assertThat(origin.count()).isEqualTo(2);
    }

    @Test
    void originThatStallsInTheBody_isCutOff_andTheKeyIsFree() {
        start();
        origin.thenAnswer(request -> request.response()
                .putHeader("cache-control", "max-age=60")
                .setChunked(true)
                .write("half"));
        try (RawConnection client = new RawConnection(gateway.port())) {
            client.send("GET /stalls HTTP/1.1|Host: a||");
            assertThat(client.readToEnd()).contains("half").doesNotEndWith("0\r\n\r\n");
        }
        gateway.awaitMeter("weir_flights", 0);
        origin.alwaysAnswer(request -> answer(request, "max-age=60"));
        gateway.get("/stalls", "host", "a").assertBody("content");
    }

    @Test
    void idleConnection_thatTheOriginClosesWhenUsed_costsNobodyAnError() {
        try (RawOrigin closing = new RawOrigin((socket, number) -> {
            if (number == 2) {
                socket.close();
            } else {
                socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nCache-Control: no-store\r\n\r\nok");
            }
        })) {
            gateway = Gateway.impatient(closing.address(), null, Gateway.originOnly());
            gateway.get("/1").assertBody("ok");
            gateway.get("/2").assertStatus(200).assertBody("ok");
            assertThat(closing.requests()).hasSize(3);
        }
    }

    /** Both wait in the pool, and both are closed when they are used next. */
    @Test
    void everyIdleConnection_mayBeStale() {
        List<NetSocket> idle = new CopyOnWriteArrayList<>();
        String ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nCache-Control: no-store\r\n\r\nok";
        try (RawOrigin closing = new RawOrigin((socket, number) -> {
            if (idle.contains(socket)) {
                socket.close();
            } else if (idle.size() == 2) {
                socket.write(ok);
            } else {
                idle.add(socket);
                if (idle.size() == 2) {
                    idle.forEach(waiting -> waiting.write(ok));
                }
            }
        })) {
            gateway = Gateway.impatient(closing.address(), null, Gateway.originOnly());
            Future<Received> first = gateway.send("GET", "/1");
            Async.await(gateway.send("GET", "/2")).assertBody("ok");
            Async.await(first).assertBody("ok");
            gateway.get("/3").assertStatus(200).assertBody("ok");
            gateway.get("/4").assertStatus(200).assertBody("ok");
            assertThat(closing.connections()).isEqualTo(4);
        }
    }

    @Test
    void unsafeRequest_isNeverSentTwice() {
        try (RawOrigin closing = closingAfterTheFirst()) {
            gateway = Gateway.impatient(closing.address(), null, Gateway.originOnly());
            gateway.get("/1").assertBody("ok");
            assertProblem(Async.await(gateway.send("POST", "/2")), 502);
            assertThat(closing.requests()).hasSize(2);
        }
    }

    @Test
    void secondAttempt_isTheLast() {
        try (RawOrigin closing = closingAfterTheFirst()) {
            gateway = Gateway.impatient(closing.address(), null, Gateway.originOnly());
            gateway.get("/1").assertBody("ok");
            assertProblem(gateway.get("/2"), 502);
            assertThat(closing.requests()).hasSize(3);
        }
    }

    private static RawOrigin closingAfterTheFirst() {
        return new RawOrigin((socket, number) -> {
            if (number > 1) {
                socket.close();
            } else {
                socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nCache-Control: no-store\r\n\r\nok");
            }
        });
    }

    @Test
    void newConnection_thatTheOriginCloses_isNotTriedAgain() {
        try (RawOrigin closing = new RawOrigin((socket, number) -> socket.close())) {
            gateway = Gateway.impatient(closing.address(), null, Gateway.originOnly());
            assertProblem(gateway.get("/1"), 502);
            assertThat(closing.requests()).hasSize(1);
        }
    }
}
