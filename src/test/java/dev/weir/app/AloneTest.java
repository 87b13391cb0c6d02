package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.scenarios.ManualClock;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The smallest gateway of use: without Redis ({@code topology: none}), what is stored is in its own memory. */
class AloneTest {
    private final ManualClock clock = new ManualClock();
    private ScriptedOrigin origin;
    private Gateway gateway;

    @BeforeEach
    void start() {
        origin = new ScriptedOrigin().alwaysAnswer(request -> answer(request, "old"));
        gateway = Gateway.of(Gateway.settings(origin.address(), null, Gateway.originOnly()), clock);
        clock.stop();
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    private static void answer(HttpServerRequest request, String content) {
        String language = request.getHeader("accept-language");
        request.response()
                .putHeader("cache-control", "max-age=60, stale-while-revalidate=60, stale-if-error=600")
                .putHeader("vary", request.path().startsWith("/varies") ? "accept-language" : "x-other")
                .end(content + (language == null ? "" : " " + language));
    }

    private Received getSettled(String uri, String... fields) {
        Received received = gateway.get(uri, fields);
        gateway.awaitMeter("weir_flights", 0);
        return received;
    }

    private static void assertNear(Received received) {
        assertThat(received.cacheStatus()).startsWith("weir; hit").endsWith("detail=near");
    }

    @Test
    void everyRouteThatCaches_isServedFromMemory() {
        assertThat(getSettled("/a").assertForwarded("uri-miss").cacheStatus()).contains("; stored");
        assertNear(getSettled("/a").assertBody("old"));
        assertThat(origin.count()).isEqualTo(1);
        assertThat(gateway.meter("weir_near_responses")).isEqualTo(1);
        assertThat(gateway.meter("weir_near_bytes")).isBetween(500.0, 3_000.0);
    }

    @Test
    void variants_standBesideEachOther() {
        getSettled("/varies", "accept-language", "de");
        getSettled("/varies", "accept-language", "en").assertForwarded("vary-miss");
        assertNear(getSettled("/varies", "accept-language", "de").assertBody("old de"));
        assertNear(getSettled("/varies", "accept-language", "en").assertBody("old en"));
        assertThat(origin.count()).isEqualTo(2);
    }

    @Test
    void concurrentMisses_areOneRequest() {
        Promise<HttpServerRequest> asked = Promise.promise();
        origin.thenAnswer(asked::complete);
        List<Future<Received>> crowd = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            crowd.add(gateway.send("GET", "/crowd"));
        }
        HttpServerRequest held = Async.await(asked.future());
        gateway.awaitMeter("weir_fills_waiting", 49);
        answer(held, "one");
        crowd.forEach(one -> Async.await(one).assertBody("one"));
        assertThat(origin.count()).isEqualTo(1);
    }

    @Test
    void staleWhileRevalidate_refreshesBehindTheClient() {
        getSettled("/a");
        clock.advance(Duration.ofSeconds(70));
        origin.alwaysAnswer(request -> answer(request, "new"));
        assertThat(gateway.get("/a").assertBody("old").cacheStatus()).endsWith("detail=stale");
        gateway.awaitMeter("weir_flights", 0);
        assertNear(getSettled("/a").assertBody("new"));
        assertThat(origin.count()).isEqualTo(2);
    }

    @Test
    void staleIfError_coversTheOriginsFailure() {
        getSettled("/a");
        clock.advance(Duration.ofSeconds(200));
        origin.alwaysAnswer(request -> request.response().setStatusCode(503).end());
        assertThat(getSettled("/a").assertStatus(200).assertBody("old").cacheStatus())
                .startsWith("weir; fwd=stale; fwd-status=503");
    }

    @Test
    void anUnsafeRequest_takesOutWhatItNames_andItsVariants() {
        getSettled("/varies", "accept-language", "de");
        getSettled("/b");
        origin.alwaysAnswer(request -> answer(request, "new"));
        Async.await(gateway.send("PUT", "/varies"));
        getSettled("/varies", "accept-language", "de")
                .assertForwarded("vary-miss")
                .assertBody("new de");
        assertNear(getSettled("/b").assertBody("old"));
    }
}
