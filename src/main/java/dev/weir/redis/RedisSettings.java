package dev.weir.redis;

import java.time.Duration;
import java.util.List;

/**
 * How the shared Redis is reached.
 *
 * @param endpoints {@code redis://} or {@code rediss://} addresses, secrets included: never log one; of the Sentinels, or
 *     of some nodes of a Cluster, where the topology is that
 * @param commandTimeout a connection whose oldest command waits longer is taken for hung and replaced
 * @param maxInFlight most commands under way on one connection; what exceeds it is a miss at once
 */
public record RedisSettings(
        Topology topology, List<String> endpoints, Duration commandTimeout, int maxInFlight, Access access) {
    public enum Topology {
        /** A server process that the gateway starts and stops itself. */
        EMBEDDED,
        /** One master; further endpoints are tried in turn while it cannot be reached. */
        STANDALONE,
        /** The master that the Sentinels name. */
        SENTINEL,
        CLUSTER,
        /** No Redis. */
        NONE
    }

    /** Which servers look-ups are sent to. */
    public enum ReadFrom {
        MASTER,
        /** A replica where one is up; what is known to be newer on the master is asked there. */
        REPLICA
    }

    /**
     * What is beside the address.
     *
     * @param masterName by which the Sentinels know the master
     * @param user for endpoints that name none, and for servers that Sentinels name; empty for the default user
     * @param password the same; empty for none
     * @param required the gateway does not start without Redis
     */
    public record Access(
            String masterName, String user, String password, Tls tls, ReadFrom readFrom, boolean required) {
        public static final Access PLAIN = new Access("", "", "", Tls.SYSTEM, ReadFrom.MASTER, false);

        /** Without user and password. */
        @Override
        public String toString() {
            return "Access[masterName=" + masterName + ", tls=" + tls + ", readFrom=" + readFrom + ", required="
                    + required + ']';
        }
    }

    /**
     * PEM files for {@code rediss://}; empty where there is none.
     *
     * @param authority trusted to sign the server's certificate; empty for those that the Java runtime trusts
     * @param certificate shown to a server that asks for one
     */
    public record Tls(String authority, String certificate, String key) {
        public static final Tls SYSTEM = new Tls("", "", "");
    }

    /** Without password, replicas or an authority of its own. */
    public RedisSettings(Topology topology, List<String> endpoints, Duration commandTimeout, int maxInFlight) {
        this(topology, endpoints, commandTimeout, maxInFlight, Access.PLAIN);
    }

    /** The same settings, for a server found to listen there. */
    public RedisSettings at(String endpoint) {
        return new RedisSettings(Topology.STANDALONE, List.of(endpoint), commandTimeout, maxInFlight, access);
    }

    /** The same, waiting so much longer for a reply. */
    RedisSettings patient(Duration more) {
        return new RedisSettings(topology, endpoints, commandTimeout.plus(more), maxInFlight, access);
    }

    /** Without the endpoints, which may hold passwords. */
    @Override
    public String toString() {
        return "RedisSettings[topology=" + topology + ", endpoints=" + endpoints.size() + ", commandTimeout="
                + commandTimeout + ", maxInFlight=" + maxInFlight + ", access=" + access + ']';
    }
}
