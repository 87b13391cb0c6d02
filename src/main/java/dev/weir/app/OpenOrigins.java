package dev.weir.app;

import dev.weir.config.WeirSettings;
import dev.weir.origin.Origin;
import dev.weir.origin.OriginSettings;
import dev.weir.simulate.SimulationSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens origins, and closes those that a new configuration has no more once nobody asks them.
 *
 * <p>An origin whose settings are the same stays open with its connections, its limit and its health.
 */
final class OpenOrigins {
    private static final Logger LOG = LoggerFactory.getLogger(OpenOrigins.class);
    private static final long LOOK_MILLIS = 100;

    /** Connections that another protocol was switched to are under way as long as their clients like. */
    private static final Duration LONGEST = Duration.ofDays(1);

    /**
     * The origins of one configuration.
     *
     * @param settings simulated ones with the address that they were given
     */
    record Opened(Map<String, OriginSettings> settings, Map<String, Origin> origins, Map<String, Simulated> simulated) {
        static final Opened NONE = new Opened(Map.of(), Map.of(), Map.of());
    }

    record Simulated(SimulationSettings settings, Simulations.Started started) {}

    private final Vertx vertx;
    private final Function<OriginSettings, Origin> opening;
    private final Duration linger;

    /**
     * @param linger from when an origin is no more until it is closed, at least: a request that has begun with it may come
     *     to ask it yet
     */
    OpenOrigins(Vertx vertx, Function<OriginSettings, Origin> opening, Duration linger) {
        this.vertx = vertx;
        this.opening = opening;
        this.linger = linger;
    }

    /** Opens what is new; fails where a simulated one cannot be started. */
    Future<Opened> open(WeirSettings wanted, Opened before) {
        Map<String, Simulated> simulated = new LinkedHashMap<>();
        List<Future<?>> starting = new ArrayList<>();
        wanted.simulations().forEach((name, simulation) -> {
            Simulated running = before.simulated().get(name);
            if (running != null && running.settings().equals(simulation)) {
                simulated.put(name, running);
            } else {
                starting.add(Simulations.start(vertx, simulation)
                        .onSuccess(started -> simulated.put(name, new Simulated(simulation, started))));
            }
        });
        return Future.join(starting).map(started -> opened(wanted, before, simulated));
    }

    private Opened opened(WeirSettings wanted, Opened before, Map<String, Simulated> simulated) {
        Map<String, OriginSettings> settings = new LinkedHashMap<>();
        Map<String, Origin> origins = new LinkedHashMap<>();
        wanted.origins().forEach((name, written) -> {
            Simulated stand = simulated.get(name);
            OriginSettings origin = stand == null ? written : written.at(address(stand));
            boolean same = origin.equals(before.settings().get(name));
            Origin open = same ? before.origins().get(name) : null;
            settings.put(name, origin);
            origins.put(name, open == null ? opening.apply(origin) : open);
        });
        return new Opened(settings, origins, simulated);
    }

    private static URI address(Simulated simulated) {
        return simulated.started().address();
    }

    /** Closes, when the time has come, what is open and not among those of now. */
    void retire(Opened before, Opened now) {
        before.origins().forEach((name, origin) -> {
            if (now.origins().get(name) != origin) {
                vertx.setTimer(Math.max(1, linger.toMillis()), since -> closeWhenIdle(origin));
            }
        });
        before.simulated().forEach((name, simulated) -> {
            if (!simulated.equals(now.simulated().get(name))) {
                vertx.setTimer(
                        Math.max(1, linger.toMillis()),
                        since -> vertx.undeploy(simulated.started().deployment()));
            }
        });
    }

    private void closeWhenIdle(Origin origin) {
        if (origin.inFlight() > 0 || origin.queued() > 0) {
            vertx.setTimer(LOOK_MILLIS, later -> closeWhenIdle(origin));
            return;
        }
        LOG.debug("Origin {}: nobody asks what it was before, closing that", origin.name());
        origin.drain(LONGEST);
    }
}
