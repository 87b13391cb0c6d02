package dev.weir.app;

import dev.weir.metrics.Meters;
import dev.weir.origin.Origin;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Map;

/** Keeps the meters to the routes and origins that there are. */
record OriginMeterage(MeterRegistry registry, Meters meters) {
    void know(Collection<String> routes, Map<String, Origin> origins, Map<String, Origin> before) {
        meters.know(routes, origins.keySet());
        before.forEach((name, origin) -> {
            if (origins.get(name) != origin) {
                Meters.forget(registry, name);
            }
        });
        origins.forEach((name, origin) -> {
            if (before.get(name) != origin) {
                Meters.watch(registry, origin);
            }
        });
    }
}
