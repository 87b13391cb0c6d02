package dev.weir.metrics;

import dev.weir.telemetry.AccessLogObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What the access log lost. */
final class AccessLogMeters implements AccessLogObserver {
    private final Counter dropped;

    AccessLogMeters(MeterRegistry registry) {
        dropped = Counter.builder("weir.access.log.dropped")
                .description("Requests that are missing in the access log.")
                .register(registry);
    }

    @Override
    public void dropped(int lines) {
        if (lines > 0) {
            dropped.increment(lines);
        }
    }
}
