package dev.weir.app;

import dev.weir.telemetry.CurrentSpan;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Set;

/** Makes the registry that Prometheus scrapes. */
final class Registries {
    /** Of the JVM's meters, those whose names break Prometheus' rules for units and suffixes. */
    private static final Set<String> MISNAMED = Set.of("jvm.compilation.time", "process.cpu.time", "system.cpu.count");

    private Registries() {}

    /**
     * Filters must be in place before the first meter is.
     *
     * @param traced buckets show which request fell into them
     */
    static PrometheusMeterRegistry create(boolean traced) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(
                PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM, traced ? new CurrentSpan() : null);
        registry.config().meterFilter(MeterFilter.deny(id -> MISNAMED.contains(id.getName())));
        return registry;
    }
}
