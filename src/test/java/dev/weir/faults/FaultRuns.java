package dev.weir.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.WeirSettings;
import dev.weir.origin.OriginSettings;
import dev.weir.origin.OriginSettings.Overload;
import dev.weir.redis.RedisSettings;
import dev.weir.testing.Gateway;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
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
                SteadyLoad load = new SteadyLoad(gateway)) {
            origin.countsFor(load);
            load.run(FAST ? 5 : 10);
            int began = load.second();
            double before = load.hitRatio(began - 2, began);
            fault.happens().accept(load);
            int healing =
                    fault.failoverSeconds() > 0 ? fault.failoverSeconds() + FAILOVER_HEALING_SECONDS : HEALING_SECONDS;
            int healed = load.second() + healing + 1;
            load.run(healing + 1 + MEASURED_SECONDS);
            double after = load.hitRatio(healed, healed + MEASURED_SECONDS - 1);
            System.out.printf(
                    "%s: %d requests, %d errors, hits %.1f %% before and %.1f %% after, origin at most %d at once, slowest"
                            + " %d ms%n  hits %%/origin each second: %s%n",
                    name,
                    load.requests(),
                    load.errors(),
                    100 * before,
                    100 * after,
                    origin.mostAtOnce(),
                    load.slowestMillis(),
                    String.join(" ", load.course()));
            assertThat(load.failures()).isEmpty();
            assertThat(origin.mostAtOnce()).isLessThanOrEqualTo(LIMIT);
            assertThat(before).as("hit ratio before").isGreaterThan(NORMAL);
            assertThat(after).as("hit ratio after").isGreaterThan(NORMAL);
        }
    }

    private static Gateway gateway(CountedOrigin origin, RedisSettings redis) {
        WeirSettings usual = Gateway.settings(origin.address(), "redis://unused", Gateway.originOnly());
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
