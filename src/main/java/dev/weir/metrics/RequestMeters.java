package dev.weir.metrics;

import dev.weir.exchange.Collapse;
import dev.weir.exchange.ExchangeObserver;
import dev.weir.exchange.Explanation;
import dev.weir.exchange.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Requests by route and outcome; each request is counted once, so the outcomes add up to the requests. */
final class RequestMeters implements ExchangeObserver {
    /** The meters of one route. */
    private record OfRoute(
            ByConstant<Outcome, Timer> byOutcome, ByConstant<Collapse, Counter> collapsed, Counter bytes) {}

    private final MeterRegistry registry;
    private final Map<String, OfRoute> byRoute = new ConcurrentHashMap<>();

    RequestMeters(MeterRegistry registry) {
        this.registry = registry;
        know(List.of(Explanation.NO_ROUTE));
    }

    /** Requests of these routes are counted from now on. */
    void know(Collection<String> routes) {
        routes.forEach(route -> byRoute.computeIfAbsent(route, name -> ofRoute(registry, name)));
    }

    private static OfRoute ofRoute(MeterRegistry registry, String route) {
        ByConstant<Outcome, Timer> byOutcome = new ByConstant<>(
                Outcome.values(),
                outcome -> Timer.builder("weir.requests")
                        .description("Requests, from the head's arrival to the end of the answer.")
                        .tag("route", route)
                        .tag("outcome", outcome)
                        .serviceLevelObjectives(Meters.BUCKETS)
                        .register(registry));
        ByConstant<Collapse, Counter> collapsed = new ByConstant<>(
                Collapse.values(),
                scope -> Counter.builder("weir.collapsed")
                        .description("Requests answered by another request's fill.")
                        .tag("route", route)
                        .tag("scope", scope)
                        .register(registry));
        Counter bytes = Counter.builder("weir.response.bytes")
                .description("Content sent to clients.")
                .baseUnit("bytes")
                .tag("route", route)
                .register(registry);
        return new OfRoute(byOutcome, collapsed, bytes);
    }

    Map<Outcome, Long> requests() {
        return counts(
                Outcome.class,
                outcome -> timers(outcome).mapToLong(Timer::count).sum());
    }

    /** A client that left did not wait for its answer: how long that took says nothing of the gateway. */
    Distribution latency() {
        return Distribution.of(Arrays.stream(Outcome.values())
                .filter(outcome -> outcome != Outcome.ABANDONED)
                .flatMap(this::timers));
    }

    Map<Collapse, Long> collapsed() {
        return counts(
                Collapse.class,
                scope -> byRoute.values().stream()
                        .mapToLong(route -> (long) route.collapsed().of(scope).count())
                        .sum());
    }

    private Stream<Timer> timers(Outcome outcome) {
        return byRoute.values().stream().map(route -> route.byOutcome().of(outcome));
    }

    private static <E extends Enum<E>> Map<E, Long> counts(Class<E> constants, ToLongFunction<E> count) {
        Map<E, Long> counts = new EnumMap<>(constants);
        for (E constant : constants.getEnumConstants()) {
            counts.put(constant, count.applyAsLong(constant));
        }
        return counts;
    }

    @Override
    public void ended(Explanation why, int status, Duration took, long bytes) {
        @Nullable OfRoute route = byRoute.get(why.route());
        if (route == null) {
            return;
        }
        route.byOutcome().of(why.outcome()).record(took);
        if (bytes > 0) {
            route.bytes().increment((double) bytes);
        }
        if (why.collapsed() != null) {
            route.collapsed().of(why.collapsed()).increment();
        }
    }
}
