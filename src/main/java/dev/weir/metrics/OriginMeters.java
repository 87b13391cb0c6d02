package dev.weir.metrics;

import dev.weir.origin.OriginFailure;
import dev.weir.origin.OriginObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Requests to origins by status or failure. */
final class OriginMeters implements OriginObserver {
    private record Answer(String origin, String status) {
        /** No status but a failure, or a status that says one (RFC 9110 §15.6). */
        boolean isFailure() {
            return !Character.isDigit(status.charAt(0)) || status.charAt(0) == '5';
        }
    }

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

    /** Calls by origin, of those that were asked. */
    Map<String, Totals.Calls> calls() {
        Map<String, List<Map.Entry<Answer, Timer>>> byOrigin = byAnswer.entrySet().stream()
                .collect(Collectors.groupingBy(entry -> entry.getKey().origin()));
        Map<String, Totals.Calls> calls = new TreeMap<>();
        byOrigin.forEach((origin, answers) -> calls.put(origin, calls(answers)));
        return calls;
    }

    private static Totals.Calls calls(List<Map.Entry<Answer, Timer>> answers) {
        long failed = answers.stream()
                .filter(entry -> entry.getKey().isFailure())
                .mapToLong(entry -> entry.getValue().count())
                .sum();
        Distribution took = Distribution.of(answers.stream().map(Map.Entry::getValue));
        return new Totals.Calls(took.count(), failed, took);
    }

    @Override
    public void again(String origin, boolean granted) {
        retries(registry, origin, granted).increment();
    }

    /** There from the start, so that it can be seen to be none. */
    static Counter retries(MeterRegistry registry, String origin, boolean granted) {
        return Counter.builder("weir.origin.retries")
                .description("Requests sent to another server, or not for want of budget.")
                .tag("origin", origin)
                .tag("outcome", granted ? "sent" : "refused")
                .register(registry);
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
