package dev.weir.metrics;

import dev.weir.store.NearObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What the near store lets go of. */
final class NearMeters implements NearObserver {
    private final ByConstant<Why, Counter> evictions;

    NearMeters(MeterRegistry registry) {
        evictions = new ByConstant<>(
                Why.values(),
                why -> Counter.builder("weir.near.evictions")
                        .description("Responses that the near store let go of.")
                        .tag("why", why)
                        .register(registry));
    }

    @Override
    public void dropped(Why why) {
        evictions.of(why).increment();
    }
}
