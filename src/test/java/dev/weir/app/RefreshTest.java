package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.WeirSettings;
import dev.weir.origin.OriginSettings;
import dev.weir.origin.OriginSettings.Overload;
import dev.weir.scenarios.ManualClock;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Refreshes that no client waits for: before a response is stale, and no more of them than their origin's budget. */
class RefreshTest {
    private static final Duration TOOK = Duration.ofSeconds(2);

    private final ManualClock clock = new ManualClock();
    private final AtomicInteger percent = new AtomicInteger(100);
    private ScriptedOrigin origin;
    private Gateway gateway;

    @BeforeEach
    void start() {
        origin = new ScriptedOrigin().alwaysAnswer(request -> {
            clock.advance(TOOK);
            request.response()
                    .putHeader("cache-control", "max-age=100, stale-while-revalidate=1000")
                    .end(request.path());
        });
        gateway = Gateway.of(budgetOfOne(), clock, () -> percent.get() / 100.0);
        clock.stop();
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    private WeirSettings budgetOfOne() {
        WeirSettings usual = Gateway.settings(origin.address(), null, Gateway.originOnly());
        OriginSettings frugal = new OriginSettings(
                "origin",
                origin.address(),
                Duration.ofSeconds(10),
                100,
                new Overload(false, 100, Duration.ofSeconds(10)),
                1);
        return new WeirSettings(
                usual.listen(),
                usual.admin(),
                usual.eventLoops(),
                usual.namespace(),
                usual.redis(),
                usual.fleet(),
                usual.near(),
                Map.of("origin", frugal),
                usual.simulations(),
                usual.routes());
    }

    private Received getSettled(String uri) {
        Received received = gateway.get(uri);
        gateway.awaitMeter("weir_flights", 0);
        return received;
    }

    private void assertStale(String uri) {
        assertThat(getSettled(uri).assertBody(uri).cacheStatus()).endsWith("detail=stale");
    }

    @Test
    void whatWillBeStaleSoon_isRefreshedByChance_andTheClientDoesNotWait() {
        getSettled("/a");
        clock.advance(Duration.ofSeconds(97)); // the two that the origin took count as age
        percent.set(90);
        getSettled("/a").assertHit();
        assertThat(origin.count()).as("−2 s · ln 0.9 = 0.2 s, and 1 s is left").isEqualTo(1);

        percent.set(50);
        assertThat(gateway.get("/a").assertHit().cacheStatus()).contains("; ttl=1;");
        origin.awaitCount(2);
        gateway.awaitMeter("weir_flights", 0);
        assertThat(getSettled("/a").assertHit().cacheStatus()).contains("; ttl=98;");
        assertThat(origin.count()).isEqualTo(2);
    }

    @Test
    void aRefresh_asksTheOriginAsTheRouteHasIt() {
        getSettled("/a");
        clock.advance(Duration.ofSeconds(97));
        percent.set(50);
        gateway.get("/a", "x-rewrite-url", "/b").assertHit();
        origin.awaitCount(2);
        assertThat(origin.seen().get(1).headers().contains("x-rewrite-url")).isFalse();
    }

    @Test
    void whatIsFreshForLong_isLeftAlone_byTheUnlikeliestChance() {
        getSettled("/a");
        percent.set(0);
        clock.advance(Duration.ofSeconds(80));
        getSettled("/a").assertHit();
        assertThat(origin.count()).isEqualTo(1);
    }

    @Test
    void overTheBudget_whatIsStaleIsServedOn_andRefreshedLater() {
        for (String uri : new String[] {"/a", "/b", "/c"}) {
            getSettled(uri);
        }
        clock.advance(Duration.ofSeconds(200));
        origin.alwaysAnswer(request ->
                request.response().putHeader("cache-control", "max-age=1000").end(request.path()));
        assertStale("/a");
        assertStale("/b");
        assertStale("/c");
        assertThat(origin.count()).isEqualTo(4);
        assertThat(gateway.admin("/metrics").body())
                .contains("weir_refreshes_total{origin=\"origin\",outcome=\"begun\"} 1.0")
                .contains("weir_refreshes_total{origin=\"origin\",outcome=\"put_off\"} 2.0");

        clock.advance(Duration.ofSeconds(1));
        getSettled("/a").assertHit();
        assertStale("/b");
        assertStale("/c");
        assertThat(origin.count()).isEqualTo(5);
        clock.advance(Duration.ofSeconds(1));
        assertStale("/c");
        Async.until(() -> origin.count() == 6, "each has been refreshed");
    }
}
