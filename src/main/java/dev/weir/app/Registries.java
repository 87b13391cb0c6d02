package dev.weir.app;

import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Set;

/** Makes the registry that Prometheus scrapes. */
final class Registries {
    /** Of the JVM's meters, those whose names break Prometheus' rules for units and suffixes. */
    private static final Set<String> MISNAMED = Set.of("jvm.compilation.time", "process.cpu.time", "system.cpu.count");

    private Registries() {}

    /** Filters must be in place before the first meter is. */
    static PrometheusMeterRegistry create() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().meterFilter(MeterFilter.deny(id -> MISNAMED.contains(id.getName())));
        return registry;
    }
}
