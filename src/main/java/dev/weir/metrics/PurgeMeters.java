package dev.weir.metrics;

import dev.weir.invalidation.PurgeObserver;
import dev.weir.invalidation.QueueObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.Stream;

/** What was applied of the purge log, and how late. */
final class PurgeMeters implements PurgeObserver, QueueObserver {
    private final ByConstant<Kind, Counter> invalidations;
    private final Timer lag;
    private final Counter dropped;

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
        dropped = Counter.builder("weir.invalidations.dropped")
                .description("Subjects that unsafe requests changed and that were never appended: the queue was full.")
                .register(registry);
    }

    Distribution lag() {
        return Distribution.of(Stream.of(lag));
    }

    @Override
    public void dropped() {
        dropped.increment();
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
