package dev.weir.app;

import dev.weir.simulate.SimulatedOriginVerticle;
import dev.weir.simulate.SimulationSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.SplittableRandom;

/** Starts simulated origins, each on a free port of the loopback interface. */
public final class Simulations {
    /** @param deployment by which it is ended */
    record Started(URI address, String deployment) {}

    private Simulations() {}

    static Future<Started> start(Vertx vertx, SimulationSettings simulation) {
        SimulatedOriginVerticle verticle = verticle(simulation, SocketAddress.inetSocketAddress(0, "127.0.0.1"));
        return vertx.deployVerticle(verticle)
                .map(id -> new Started(URI.create("http://127.0.0.1:" + verticle.actualPort()), id));
    }

    /** A simulated origin on the real clock, not deployed yet. */
    public static SimulatedOriginVerticle verticle(SimulationSettings simulation, SocketAddress address) {
        return new SimulatedOriginVerticle(simulation, address, InstantSource.system(), new SplittableRandom());
    }
}
