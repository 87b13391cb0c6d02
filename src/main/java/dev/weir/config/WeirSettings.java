package dev.weir.config;

import dev.weir.admin.AdminSettings;
import dev.weir.http.ListenSettings;
import dev.weir.invalidation.FleetSettings;
import dev.weir.origin.OriginSettings;
import dev.weir.redis.RedisSettings;
import dev.weir.route.RouteSettings;
import dev.weir.simulate.SimulationSettings;
import dev.weir.store.NearSettings;
import dev.weir.telemetry.TelemetrySettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The whole configuration, validated.
 *
 * @param eventLoops data-plane event loops; 0 means one a processor
 * @param origins by name, in the order written; a simulated one has a server with port 0 until it is started
 * @param simulations the simulated ones among the origins, by name
 */
public record WeirSettings(
        ListenSettings listen,
        AdminSettings admin,
        int eventLoops,
        String namespace,
        RedisSettings redis,
        FleetSettings fleet,
        NearSettings near,
        Map<String, OriginSettings> origins,
        Map<String, SimulationSettings> simulations,
        List<RouteSettings> routes,
        TelemetrySettings telemetry) {
    /** The same with nothing said of logs and traces. */
    public WeirSettings(
            ListenSettings listen,
            AdminSettings admin,
            int eventLoops,
            String namespace,
            RedisSettings redis,
            FleetSettings fleet,
            NearSettings near,
            Map<String, OriginSettings> origins,
            Map<String, SimulationSettings> simulations,
            List<RouteSettings> routes) {
        this(
                listen,
                admin,
                eventLoops,
                namespace,
                redis,
                fleet,
                near,
                origins,
                simulations,
                routes,
                TelemetrySettings.STANDARD);
    }

    /** The same, listening elsewhere; null leaves a port as it is. */
    public WeirSettings onPorts(@Nullable Integer port, @Nullable Integer adminPort) {
        return new WeirSettings(
                port == null ? listen : listen.on(port),
                adminPort == null ? admin : admin.on(adminPort),
                eventLoops,
                namespace,
                redis,
                fleet,
                near,
                origins,
                simulations,
                routes,
                telemetry);
    }

    /** The same, telling other things of what happens. */
    public WeirSettings telling(TelemetrySettings other) {
        return new WeirSettings(
                listen, admin, eventLoops, namespace, redis, fleet, near, origins, simulations, routes, other);
    }
}
