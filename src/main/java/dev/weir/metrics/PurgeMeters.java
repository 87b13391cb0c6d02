package dev.weir.metrics;

import dev.weir.invalidation.PurgeObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What was applied of the purge log, and how late. */
final class PurgeMeters implements PurgeObserver {
    private final ByConstant<Kind, Counter> invalidations;
    private final Timer lag;

    PurgeMeters(MeterRegistry registry) {
        invalidations = new ByConstant<>(
                Kind.values(),
                kind -> Counter.builder("weir.invalidations")
                        .description("Subjects of purges applied here.")
                        .tag("kind", kind)
                        .register(registry));
        lag = Timer.builder("weir.invalidation.lag")
                .description("From appending a purge to applying it here.")
                .serviceLevelObjectives(Meters.BUCKETS)
                .register(registry);
    }

    @Override
    public void applied(Kind kind) {
        invalidations.of(kind).increment();
    }

    @Override
    public void lagged(Duration time) {
        lag.record(time);
    }
}
