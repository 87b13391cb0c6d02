package dev.weir.metrics;

import dev.weir.exchange.Collapse;
import dev.weir.exchange.ExchangeObserver;
import dev.weir.exchange.Explanation;
import dev.weir.exchange.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests by route and outcome; each request is counted once, so the outcomes add up to the requests. */
final class RequestMeters implements ExchangeObserver {
    /** The meters of one route. */
    private record OfRoute(
            ByConstant<Outcome, Timer> byOutcome, ByConstant<Collapse, Counter> collapsed, Counter bytes) {}

    private final Map<String, OfRoute> byRoute = new HashMap<>();

    RequestMeters(MeterRegistry registry, Collection<String> routes) {
        routes.forEach(route -> byRoute.put(route, ofRoute(registry, route)));
        byRoute.put(Explanation.NO_ROUTE, ofRoute(registry, Explanation.NO_ROUTE));
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
