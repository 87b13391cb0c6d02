package dev.weir.fleet;

import java.net.URI;

/** The configuration of a gateway of a fleet, as an operator would write it. */
record FleetConfig(String yaml) {
    /** Patient with everybody; stores what the origin's own fields allow. */
    static FleetConfig of(URI origin, String redis) {
        return new FleetConfig("""
                listen: { host: 127.0.0.1, port: 0 }
                admin: { host: 127.0.0.1, port: 0 }
                event-loops: 2
                namespace: fleet
                redis: { endpoints: [ "%s" ], command-timeout: 2s }
                origins:
                  origin: { servers: [ "%s" ], max-concurrent: 2000, timeout: 20s }
                routes:
                  - name: all
                    match: { path: "/**" }
                    origin: origin
                    cache: { max-wait: 20s }
                """.formatted(redis, origin));
    }

    /** Through another address, such as a proxy's. */
    FleetConfig through(int redisPort) {
        return new FleetConfig(yaml.replaceFirst("redis://[^\"]*", "redis://127.0.0.1:" + redisPort));
    }

    /** @param keys of the route's {@code cache} block, in flow style */
    FleetConfig caching(String keys) {
        return new FleetConfig(yaml.replaceFirst("cache: \\{.*}", "cache: { " + keys + " }"));
    }

    /** How long the origin may take. */
    FleetConfig originTimeout(String duration) {
        return new FleetConfig(yaml.replace(", timeout: 20s", ", timeout: " + duration));
    }

    /** @param keys added to the {@code redis} block, in flow style */
    FleetConfig redis(String keys) {
        return new FleetConfig(yaml.replace("command-timeout: 2s", keys));
    }

    /** @param line of the document, at its top level */
    FleetConfig with(String line) {
        return new FleetConfig(yaml + line + "\n");
    }
}
