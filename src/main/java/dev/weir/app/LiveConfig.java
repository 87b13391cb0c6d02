package dev.weir.app;

import dev.weir.config.WeirSettings;
import dev.weir.exchange.Destinations;
import dev.weir.fill.Compressing;
import dev.weir.fill.RefreshBudgets;
import dev.weir.origin.Origin;
import dev.weir.origin.OriginSettings;
import dev.weir.route.RouteSettings;
import dev.weir.route.Routes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * What of the configuration can change while the gateway runs, as it is now: routes, origins, what is told.
 *
 * <p>It changes by one write that every event loop sees: a request that has begun keeps what it began with, and those to
 * come have all of the new one. What can fail is done before. One change at a time; reading is free to any thread.
 */
final class LiveConfig {
    /** An origin that is no more is closed so long after: as long as a request may take to come to ask it. */
    private static final Duration LINGER = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final Telemetry telemetry;
    private final OriginMeterage meterage;
    private final OpenOrigins opener;
    private final RefreshBudgets budgets;
    private final RouteGenerations generations = new RouteGenerations();
    private volatile WeirSettings settings;
    private volatile OpenOrigins.Opened opened = OpenOrigins.Opened.NONE;
    private volatile Destinations destinations;

    /**
     * @param name of this gateway
     * @param clock by which budgets are reckoned
     */
    LiveConfig(
            Vertx vertx,
            WeirSettings settings,
            Telemetry telemetry,
            OriginMeterage meterage,
            String name,
            InstantSource clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.telemetry = telemetry;
        this.meterage = meterage;
        this.opener = new OpenOrigins(
                vertx,
                origin -> new Origin(vertx, origin, meterage.meters().origins(), System::nanoTime, name),
                LINGER);
        this.budgets = new RefreshBudgets(List.of(), clock);
        this.destinations = new Destinations(Routes.of(List.of()), Map.of());
    }

    /** What the gateway runs with. */
    WeirSettings settings() {
        return settings;
    }

    Destinations destinations() {
        return destinations;
    }

    RefreshBudgets budgets() {
        return budgets;
    }

    /** The origins by name, simulated ones with the address that they were given. */
    Map<String, OriginSettings> origins() {
        return opened.settings();
    }

    /** Addresses of the simulated origins. */
    List<URI> simulations() {
        return opened.simulated().values().stream()
                .map(simulated -> simulated.started().address())
                .toList();
    }

    /** For the first time; fails where something that is wanted cannot be had. */
    Future<Void> begin() {
        return become(settings);
    }

    /** Fails, and changes nothing, where something that is wanted cannot be had. */
    Future<Void> apply(ReloadPlan plan, Front front) {
        WeirSettings wanted = plan.running().settings();
        return front.becoming(wanted.listen()).compose(ready -> become(wanted).compose(done -> ready.get()));
    }

    private Future<Void> become(WeirSettings wanted) {
        return prepareCoders(wanted)
                .compose(ready -> opener.open(wanted, opened))
                .compose(next -> telemetry
                        .become(vertx, wanted.telemetry())
                        .onFailure(why -> opener.retire(next, opened))
                        .onSuccess(told -> swap(wanted, next)));
    }

    private Future<Void> prepareCoders(WeirSettings wanted) {
        boolean compresses = wanted.routes().stream()
                .anyMatch(route -> route.caching() != null && route.caching().compression() != null);
        return compresses ? Compressing.prepare(vertx) : Future.succeededFuture();
    }

    /** Whoever is counted, or has a budget, is known before the first request can come. */
    private void swap(WeirSettings wanted, OpenOrigins.Opened next) {
        OpenOrigins.Opened before = opened;
        Routes routes = Routes.of(wanted.routes());
        meterage.know(wanted.routes().stream().map(RouteSettings::name).toList(), next.origins(), before.origins());
        budgets.allot(next.settings().values());
        List<Routes> former = generations.begin(wanted.routes(), routes);
        opened = next;
        settings = wanted;
        destinations = new Destinations(routes, next.origins(), former);
        opener.retire(before, next);
    }
}
