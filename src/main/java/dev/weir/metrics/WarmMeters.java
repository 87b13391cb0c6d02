package dev.weir.metrics;

import dev.weir.exchange.WarmObserver;
import dev.weir.exchange.WarmOutcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What operators had fetched before clients asked for it. */
final class WarmMeters implements WarmObserver {
    private final ByConstant<WarmOutcome, Counter> warmed;

    WarmMeters(MeterRegistry registry) {
        warmed = new ByConstant<>(
                WarmOutcome.values(),
                outcome -> Counter.builder("weir.warmed")
                        .description("URLs that operators had warmed, by what became of them.")
                        .tag("outcome", outcome)
                        .register(registry));
    }

    @Override
    public void warmed(WarmOutcome outcome) {
        warmed.of(outcome).increment();
    }
}
