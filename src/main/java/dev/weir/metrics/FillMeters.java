package dev.weir.metrics;

import dev.weir.fill.FillObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Fills under way, and what became of the responses they brought. */
final class FillMeters implements FillObserver {
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final ByConstant<Stored, Counter> stores;
    private final MeterRegistry registry;
    private final Map<String, ByConstant<Refresh, Counter>> refreshes = new ConcurrentHashMap<>();
    private final Map<String, ByConstant<Guarding, Counter>> guards = new ConcurrentHashMap<>();
    private final ByConstant<Left, Counter> left;

    FillMeters(MeterRegistry registry) {
        this.registry = registry;
        Gauge.builder("weir.fills.inflight", underWay, AtomicInteger::get)
                .description("Fills that have asked the origin and not settled yet.")
                .register(registry);
        Gauge.builder("weir.fills.waiting", waiting, AtomicInteger::get)
                .description("Requests that wait for another's fill.")
                .register(registry);
        stores = new ByConstant<>(
                Stored.values(),
                outcome -> Counter.builder("weir.stores")
                        .description("Fills by what became of their response.")
                        .tag("outcome", outcome)
                        .register(registry));
        left = new ByConstant<>(
                Left.values(),
                outcome -> Counter.builder("weir.fills.left")
                        .description("Clients that were too slow for a body that is not stored.")
                        .tag("outcome", outcome)
                        .register(registry));
    }

    /** What guards of these routes find, and refreshes from these origins, are counted from now on. */
    void know(Collection<String> routes, Collection<String> origins) {
        routes.forEach(route -> guards.computeIfAbsent(route, name -> guardsOf(registry, name)));
        origins.forEach(origin -> refreshes.computeIfAbsent(origin, name -> refreshesOf(registry, name)));
    }

    @Override
    public void left(Left how) {
        left.of(how).increment();
    }

    @Override
    public void began() {
        underWay.incrementAndGet();
    }

    @Override
    public void ended() {
        underWay.decrementAndGet();
    }

    @Override
    public void waiting(int change) {
        waiting.addAndGet(change);
    }

    @Override
    public void refreshed(String origin, Refresh outcome) {
        ByConstant<Refresh, Counter> ofOrigin = refreshes.get(origin);
        if (ofOrigin != null) {
            ofOrigin.of(outcome).increment();
        }
    }

    @Override
    public void guarded(String route, Guarding outcome) {
        ByConstant<Guarding, Counter> ofRoute = guards.get(route);
        if (ofRoute != null) {
            ofRoute.of(outcome).increment();
        }
    }

    private static ByConstant<Guarding, Counter> guardsOf(MeterRegistry registry, String route) {
        return new ByConstant<>(
                Guarding.values(),
                outcome -> Counter.builder("weir.guarded")
                        .description("Responses that a guard of their route looked at.")
                        .tag("route", route)
                        .tag("outcome", outcome)
                        .register(registry));
    }

    private static ByConstant<Refresh, Counter> refreshesOf(MeterRegistry registry, String origin) {
        return new ByConstant<>(
                Refresh.values(),
                outcome -> Counter.builder("weir.refreshes")
                        .description("Refreshes that nobody waits for.")
                        .tag("origin", origin)
                        .tag("outcome", outcome)
                        .register(registry));
    }

    @Override
    public void settled(Stored outcome) {
        stores.of(outcome).increment();
    }
}
