package dev.weir.metrics;

import dev.weir.origin.OriginFailure;
import dev.weir.origin.OriginObserver;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests to origins by status, and those under way. */
final class OriginMeters implements OriginObserver {
    private record Answer(String origin, String status) {}

    private final MeterRegistry registry;
    private final Map<String, AtomicInteger> inFlight = new HashMap<>();
    private final Map<Answer, Timer> byAnswer = new ConcurrentHashMap<>();

    OriginMeters(MeterRegistry registry, Collection<String> origins) {
        this.registry = registry;
        for (String origin : origins) {
            AtomicInteger underWay = new AtomicInteger();
            inFlight.put(origin, underWay);
            Gauge.builder("weir.origin.inflight", underWay, AtomicInteger::get)
                    .description("Requests to the origin whose response head is not in yet.")
                    .tag("origin", origin)
                    .register(registry);
        }
    }

    @Override
    public void sent(String origin) {
        change(origin, 1);
    }

    @Override
    public void answered(String origin, int status, Duration untilHead) {
        change(origin, -1);
        timer(new Answer(origin, Integer.toString(status))).record(untilHead);
    }

    @Override
    public void failed(String origin, OriginFailure.Kind kind, Duration after) {
        change(origin, -1);
        timer(new Answer(origin, kind.name().toLowerCase(Locale.ROOT))).record(after);
    }

    private void change(String origin, int by) {
        AtomicInteger underWay = inFlight.get(origin);
        if (underWay != null) {
            underWay.addAndGet(by);
        }
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
