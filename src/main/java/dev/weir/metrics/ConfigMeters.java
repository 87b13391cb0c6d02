package dev.weir.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What became of reading the configuration again. */
public final class ConfigMeters {
    /** What can become of it; the value of a meter's tag. */
    public enum Outcome {
        /** Something is different from now on. */
        APPLIED,
        /** It says what it said before, or what only a restart can change. */
        UNCHANGED,
        /** The file has mistakes. */
        REFUSED,
        /** What it wants could not be had. */
        FAILED
    }

    private final ByConstant<Outcome, Counter> reloads;

    ConfigMeters(MeterRegistry registry) {
        reloads = new ByConstant<>(
                Outcome.values(),
                outcome -> Counter.builder("weir.config.reloads")
                        .description("Readings of the configuration while the gateway ran.")
                        .tag("outcome", outcome)
                        .register(registry));
    }

    public void reloaded(Outcome outcome) {
        reloads.of(outcome).increment();
    }
}
