package dev.weir.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the origin of four gateways gets of a key that is asked for all the time, and of keys that expire together.
 *
 * <p>It takes time, and measures it, so that its name is none that Maven looks for: {@code load-tests/refreshes} runs it.
 */
class RefreshRun {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final int GATEWAYS = 4;
    private static final int LIFETIME_SECONDS = 2;
    private static final int SECONDS = Integer.getInteger("refresh.seconds", 60);
    private static final int KEYS = Integer.getInteger("refresh.keys", 10_000);
    private static final int BUDGET = Math.max(10, KEYS / 10 / GATEWAYS);
    private static final Path REPORT = Path.of("target", "refreshes.txt");

    private final ScriptedOrigin origin = new ScriptedOrigin();
    private final Random random = new Random(1);

    @AfterEach
    void stop() {
        origin.close();
    }

    private static void report(String line) throws IOException {
        Files.writeString(REPORT, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void answerLater(HttpServerRequest request, long millis, String cacheControl) {
        Vertx.currentContext()
                .owner()
                .setTimer(
                        millis,
                        now -> request.response()
                                .putHeader("cache-control", cacheControl)
                                .end(request.path()));
    }

    /** Clients, some for each gateway, that ask one thing after the other. */
    private record Clients(Fleet fleet, Supplier<String> what, BooleanSupplier enough, Consumer<Received> seen) {
        Future<Void> run(int each) {
            List<Future<Void>> ends = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                for (GatewayProcess gateway : fleet.gateways()) {
                    Promise<Void> end = Promise.promise();
                    ask(gateway, end);
                    ends.add(end.future());
                }
            }
            return Future.join(ends).mapEmpty();
        }

        private void ask(GatewayProcess gateway, Promise<Void> end) {
            if (enough.getAsBoolean()) {
                end.complete();
                return;
            }
            fleet.get(gateway, what.get())
                    .onSuccess(seen::accept)
                    .transform(either -> fleet.later(Duration.ofMillis(5)))
                    .onComplete(rested -> ask(gateway, end));
        }
    }

    @Test
    void aHotKey_isFetchedOnceALifetime_andNobodyWaits() throws IOException {
        origin.alwaysAnswer(request -> answerLater(request, 50, "max-age=" + LIFETIME_SECONDS));
        AtomicInteger requests = new AtomicInteger();
        AtomicInteger waited = new AtomicInteger();
        FleetConfig config =
                FleetConfig.of(origin.address(), REDIS.uri()).caching("near: 100ms, stale-while-revalidate: 10s");
        try (Fleet fleet = Fleet.of(GATEWAYS, config)) {
            fleet.gateways().forEach(gateway -> Async.await(fleet.get(gateway, "/hot")));
            int before = origin.count();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
            Async.await(
                    new Clients(fleet, () -> "/hot", () -> System.nanoTime() > end, answer -> {
                                requests.incrementAndGet();
                                waited.addAndGet(answer.cacheStatus().contains("fwd=") ? 1 : 0);
                            })
                            .run(8),
                    2L * SECONDS + 60,
                    TimeUnit.SECONDS);
            double lifetimes = (double) SECONDS / LIFETIME_SECONDS;
            double each = (origin.count() - before) / lifetimes;
            report("hot key: %d requests in %d s, %.2f at the origin a lifetime of %d s, %d that waited"
                    .formatted(requests.get(), SECONDS, each, LIFETIME_SECONDS, waited.get()));
            assertThat(each).as("requests at the origin a lifetime").isLessThanOrEqualTo(1.2);
            assertThat(waited).as("requests that waited for the origin").hasValue(0);
        }
    }

    @Test
    void keysThatExpireTogether_areRefreshedEvenly() throws IOException {
        FleetConfig config = FleetConfig.of(origin.address(), REDIS.uri())
                .originTimeout("20s, refresh-budget: " + BUDGET)
                .caching("stale-while-revalidate: 10m");
        AtomicIntegerArray inSecond = new AtomicIntegerArray(600);
        try (Fleet fleet = Fleet.of(GATEWAYS, config)) {
            long expiry = System.currentTimeMillis() + 30_000 + KEYS;
            origin.alwaysAnswer(
                    request -> answerLater(request, 20, "max-age=" + (expiry - System.currentTimeMillis()) / 1000));
            AtomicInteger next = new AtomicInteger();
            Async.await(
                    new Clients(fleet, () -> "/" + next.getAndIncrement() % KEYS, () -> next.get() >= KEYS, seen -> {})
                            .run(16),
                    120,
                    TimeUnit.SECONDS);
            Async.await(
                    fleet.later(Duration.ofMillis(expiry - System.currentTimeMillis() + 100)), 120, TimeUnit.SECONDS);
            AtomicInteger refreshed = new AtomicInteger();
            long begin = System.nanoTime();
            origin.alwaysAnswer(request -> {
                refreshed.incrementAndGet();
                inSecond.incrementAndGet((int) TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
                answerLater(request, 20, "max-age=600");
            });
            Async.await(
                    new Clients(
                                    fleet,
                                    () -> "/" + random.nextInt(KEYS),
                                    () -> refreshed.get() > KEYS * 8 / 10,
                                    seen -> {})
                            .run(16),
                    120,
                    TimeUnit.SECONDS);
        }
        int[] seconds = new int[inSecond.length()];
        Arrays.setAll(seconds, inSecond::get);
        int last = seconds.length - 1;
        while (seconds[last] == 0) {
            last--;
        }
        int[] whole = Arrays.copyOfRange(seconds, 1, last);
        double mean = Arrays.stream(whole).average().orElseThrow();
        double max = Arrays.stream(whole).max().orElseThrow();
        report(
                "%d keys expired together, budget %d a second and gateway: %s refreshes in each second, maximum over mean %.2f"
                        .formatted(KEYS, BUDGET, Arrays.toString(whole), max / mean));
        assertThat(max / mean).isLessThanOrEqualTo(1.5);
    }
}
