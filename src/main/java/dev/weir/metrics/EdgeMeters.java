package dev.weir.metrics;

import dev.weir.http.EdgeObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What happens at the edge. */
final class EdgeMeters implements EdgeObserver {
    private final ByConstant<Reload, Counter> reloads;
    private final ByConstant<Refusal, Counter> refusals;

    EdgeMeters(MeterRegistry registry) {
        reloads = new ByConstant<>(
                Reload.values(),
                outcome -> Counter.builder("weir.tls.reloads")
                        .description("Certificate files that changed.")
                        .tag("outcome", outcome)
                        .register(registry));
        refusals = new ByConstant<>(
                Refusal.values(),
                why -> Counter.builder("weir.refused")
                        .description("Clients that a limit sent away.")
                        .tag("why", why)
                        .register(registry));
    }

    @Override
    public void refused(Refusal why) {
        refusals.of(why).increment();
    }

    @Override
    public void reloaded(Reload outcome) {
        reloads.of(outcome).increment();
    }
}
