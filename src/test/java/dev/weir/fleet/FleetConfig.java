package dev.weir.fleet;

import java.net.URI;

/** The configuration of a gateway of a fleet, as an operator would write it. */
record FleetConfig(URI origin, String redis, String limits, String caching, String more) {
    /** Patient with everybody; stores what the origin's own fields allow. */
    static FleetConfig of(URI origin, String redis) {
        return new FleetConfig(origin, redis, "command-timeout: 2s", "max-wait: 30s", "");
    }

    /** Through another address, such as a proxy's. */
    FleetConfig through(int redisPort) {
        return new FleetConfig(origin, "redis://127.0.0.1:" + redisPort, limits, caching, more);
    }

    /** @param keys of the route's {@code cache} block, in flow style */
    FleetConfig caching(String keys) {
        return new FleetConfig(origin, redis, limits, keys, more);
    }

    /** @param keys of the {@code redis} block, in flow style */
    FleetConfig redis(String keys) {
        return new FleetConfig(origin, redis, keys, caching, more);
    }

    /** @param lines of the document, at its top level */
    FleetConfig with(String lines) {
        return new FleetConfig(origin, redis, limits, caching, more + lines + "\n");
    }

    String yaml() {
        return """
                listen: { host: 127.0.0.1, port: 0 }
                admin: { host: 127.0.0.1, port: 0 }
                event-loops: 2
                namespace: fleet
                redis: { endpoints: [ "%s" ], %s }
                origins:
                  origin: { servers: [ "%s" ], timeout: 20s, max-concurrent: 2000 }
                routes:
                  - name: all
                    match: { path: "/**" }
                    origin: origin
                    cache: { %s }
                %s""".formatted(redis, limits, origin, caching, more);
    }
}
