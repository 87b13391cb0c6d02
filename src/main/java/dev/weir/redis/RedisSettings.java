package dev.weir.redis;

import java.time.Duration;
import java.util.List;

/**
 * How the shared Redis is reached.
 *
 * @param endpoints {@code redis://} or {@code rediss://} addresses, secrets included: never log one
 * @param commandTimeout a connection whose oldest command waits longer is taken for hung and replaced
 * @param maxInFlight most commands under way on one connection; what exceeds it is a miss at once
 */
public record RedisSettings(Topology topology, List<String> endpoints, Duration commandTimeout, int maxInFlight) {
    public enum Topology {
        /** A server process that the gateway starts and stops itself. */
        EMBEDDED,
        STANDALONE,
        /** No Redis: every look-up is a miss, concurrent misses still collapse. */
        NONE
    }

    /** The same settings, for a server found to listen there. */
    public RedisSettings at(String endpoint) {
        return new RedisSettings(topology, List.of(endpoint), commandTimeout, maxInFlight);
    }

    /** Without the endpoints, which may hold passwords. */
    @Override
    public String toString() {
        return "RedisSettings[topology=" + topology + ", endpoints=" + endpoints.size() + ", commandTimeout="
                + commandTimeout + ", maxInFlight=" + maxInFlight + ']';
    }
}
