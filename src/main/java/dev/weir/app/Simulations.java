package dev.weir.app;

import dev.weir.config.WeirSettings;
import dev.weir.origin.OriginSettings;
import dev.weir.simulate.SimulatedOriginVerticle;
import dev.weir.simulate.SimulationSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Starts the simulated origins of a configuration, each on a free port of the loopback interface. */
public final class Simulations {
    private Simulations() {}

    /** All origins by name, the simulated ones with the address they were given. */
    static Future<Map<String, OriginSettings>> start(Vertx vertx, WeirSettings settings) {
        Map<String, OriginSettings> origins = new LinkedHashMap<>(settings.origins());
        Future<Void> started = Future.succeededFuture();
        for (Map.Entry<String, SimulationSettings> simulation :
                settings.simulations().entrySet()) {
            started = started.compose(before -> start(vertx, simulation.getValue()))
                    .onSuccess(server ->
                            origins.computeIfPresent(simulation.getKey(), (name, origin) -> origin.at(server)))
                    .mapEmpty();
        }
        return started.map(origins);
    }

    private static Future<URI> start(Vertx vertx, SimulationSettings simulation) {
        SimulatedOriginVerticle verticle = verticle(simulation, SocketAddress.inetSocketAddress(0, "127.0.0.1"));
        return vertx.deployVerticle(verticle).map(id -> URI.create("http://127.0.0.1:" + verticle.actualPort()));
    }

    /** A simulated origin on the real clock, not deployed yet. */
    public static SimulatedOriginVerticle verticle(SimulationSettings simulation, SocketAddress address) {
        return new SimulatedOriginVerticle(simulation, address, InstantSource.system(), new SplittableRandom());
    }
}
