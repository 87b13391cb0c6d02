package dev.weir.metrics;

import dev.weir.origin.OriginFailure;
import dev.weir.origin.OriginObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Requests to origins by status or failure. */
final class OriginMeters implements OriginObserver {
    private record Answer(String origin, String status) {}

    private final MeterRegistry registry;
    private final Map<Answer, Timer> byAnswer = new ConcurrentHashMap<>();

    OriginMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void answered(String origin, int status, Duration untilHead) {
        timer(new Answer(origin, Integer.toString(status))).record(untilHead);
    }

    @Override
    public void failed(String origin, OriginFailure.Kind kind, Duration after) {
        timer(new Answer(origin, kind.name().toLowerCase(Locale.ROOT))).record(after);
    }

    private Timer timer(Answer answer) {
        return byAnswer.computeIfAbsent(
                answer,
                seen -> Timer.builder("weir.origin.requests")
                        .description("Requests to the origin until the response head, by status or failure.")
                        .tag("origin", seen.origin())
                        .tag("status", seen.status())
                        .serviceLevelObjectives(Meters.BUCKETS)
                        .register(registry));
    }
}
