package dev.weir.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.config.WeirSettings;
import dev.weir.origin.OriginSettings;
import dev.weir.origin.OriginSettings.Overload;
import dev.weir.policy.CachingRules;
import dev.weir.redis.RedisSettings;
import dev.weir.redis.ServerProcess;
import dev.weir.testing.Gateway;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Clients notice no fault of Redis: under steady load none gets an error of the gateway's, the origin never gets more at
 * once than its limit, and soon after Redis is back as much is answered from it as before.
 *
 * <p>{@code -Dweir.faults.fast=true} shortens what lasts; {@code -Dweir.faults.only=…} takes those whose name contains it.
 */
class FaultRuns {
    private static final int LIMIT = 64;

    /** After Redis is back, and after its own failover, as the case may be. */
    private static final int HEALING_SECONDS = 5;

    private static final int FAILOVER_HEALING_SECONDS = 3;
    private static final int MEASURED_SECONDS = 3;
    private static final long COMMAND_TIMEOUT_MILLIS = 200;
    private static final Duration NEAR = Duration.ofHours(1);
    private static final double NORMAL = 0.95;

    private static final boolean FAST = Boolean.getBoolean("weir.faults.fast");
    private static final String ONLY = System.getProperty("weir.faults.only", "");

    @TestFactory
    Stream<DynamicTest> faults() {
        return new Faults(FAST)
                .byName().entrySet().stream()
                        .filter(fault -> fault.getKey().contains(ONLY))
                        .map(fault ->
                                DynamicTest.dynamicTest(fault.getKey(), () -> run(fault.getKey(), fault.getValue())));
    }

    private static void run(String name, Supplier<Fault> servers) {
        try (Fault fault = servers.get();
                CountedOrigin origin = new CountedOrigin();
                Gateway gateway = gateway(origin, fault.redis());
                NearClient near =
                        new NearClient(gateway(origin, fault.redis(), Gateway.near(Gateway.originOnly(), NEAR, 0)));
                SteadyLoad load = new SteadyLoad(gateway)) {
            origin.countsFor(load);
            load.run(FAST ? 5 : 10);
            int began = load.second();
            double before = load.hitRatio(began - 2, began);
            int nearBefore = near.hits();
            fault.happens().accept(load);
            int nearMeanwhile = near.hits() - nearBefore;
            int healing =
                    fault.failoverSeconds() > 0 ? fault.failoverSeconds() + FAILOVER_HEALING_SECONDS : HEALING_SECONDS;
            int healed = load.second() + healing + 1;
            load.run(healing + 1 + MEASURED_SECONDS);
            double after = load.hitRatio(healed, healed + MEASURED_SECONDS - 1);
            Report.tell(String.format(
                    "%s: %d requests, %d errors, hits %.1f %% before and %.1f %% after, origin at most %d at once, slowest"
                            + " %d ms%n  hits %%/origin each second: %s%n  %d of %s%n",
                    name,
                    load.requests(),
                    load.errors(),
                    100 * before,
                    100 * after,
                    origin.mostAtOnce(),
                    load.slowestMillis(),
                    String.join(" ", load.course()),
                    nearMeanwhile,
                    near));
            assertThat(load.failures()).isEmpty();
            assertThat(near.hits()).as("answers from near").isPositive();
            assertThat(near.commands())
                    .as("Redis commands for answers from near")
                    .isZero();
            assertThat(near.percentile())
                    .as("answers from near wait for no Redis")
                    .isLessThan(COMMAND_TIMEOUT_MILLIS);
            assertThat(origin.mostAtOnce()).isLessThanOrEqualTo(LIMIT);
            assertThat(before).as("hit ratio before").isGreaterThan(NORMAL);
            assertThat(after).as("hit ratio after").isGreaterThan(NORMAL);
        }
    }

    /** The cache is gone, and comes back empty, while 500 clients ask for 2,000 keys as fast as they are answered. */
    @Test
    void cacheLostUnderManyClients_isNoStampede() {
        assumeTrue("many clients".contains(ONLY));
        try (ServerProcess redis = ServerProcess.start(List.of());
                CountedOrigin origin = new CountedOrigin();
                Gateway gateway = gateway(
                        origin,
                        new RedisSettings(
                                RedisSettings.Topology.STANDALONE,
                                List.of(redis.uri()),
                                Duration.ofMillis(200),
                                1024));
                ManyClients clients = new ManyClients(gateway, origin)) {
            clients.run(FAST ? 4 : 10);
            redis.kill();
            int lost = clients.second() + 1;
            clients.run(FAST ? 5 : 10);
            int back = clients.second();
            redis.restart();
            clients.run(FAST ? 6 : 15);
            double steady = clients.originRequests(lost, back).average().orElseThrow();
            int burst = clients.originRequests(back, clients.second()).max().orElseThrow();
            Report.tell(String.format(
                    "many clients: %d requests, %d errors, origin at most %d at once, %.0f a second without the cache, at most"
                            + " %d when it is back%n  origin each second: %s%n",
                    clients.requests(), clients.errors(), origin.mostAtOnce(), steady, burst, clients.course()));
            assertThat(clients.errors()).isZero();
            assertThat(origin.mostAtOnce()).isLessThanOrEqualTo(LIMIT);
            assertThat((double) burst).isLessThanOrEqualTo(1.5 * steady);
        }
    }

    private static Gateway gateway(CountedOrigin origin, RedisSettings redis) {
        return gateway(origin, redis, Gateway.originOnly());
    }

    private static Gateway gateway(CountedOrigin origin, RedisSettings redis, CachingRules rules) {
        WeirSettings usual = Gateway.settings(origin.address(), "redis://unused", rules);
        OriginSettings guarded =
                new OriginSettings("origin", origin.address(), Duration.ofSeconds(10), LIMIT, Overload.STANDARD);
        return Gateway.of(
                new WeirSettings(
                        usual.listen(),
                        usual.admin(),
                        usual.eventLoops(),
                        usual.namespace(),
                        redis,
                        usual.fleet(),
                        usual.near(),
                        Map.of("origin", guarded),
                        usual.simulations(),
                        usual.routes()),
                InstantSource.system());
    }
}
