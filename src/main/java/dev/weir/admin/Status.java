package dev.weir.admin;

import java.time.Duration;
import java.util.List;

/**
 * The state of one gateway, as an operator sees it.
 *
 * @param node name of this process in its fleet
 * @param fleet the gateways that share its log of purges, itself included, as it last saw them
 * @param redis whether the shared Redis answers, in one word; {@code off} where none is configured
 */
public record Status(
        String version,
        String node,
        Duration uptime,
        String redis,
        List<Member> fleet,
        List<Origin> origins,
        List<Route> routes) {
    /**
     * One gateway of the fleet.
     *
     * @param applied id of the newest purge it has applied
     * @param detached it has not renewed its membership for a while, and may miss purges
     */
    public record Member(String node, long applied, boolean detached) {}

    /**
     * One origin.
     *
     * @param inFlight requests to it that are under way
     */
    public record Origin(String name, int inFlight, List<Server> servers) {}

    /**
     * One server of an origin.
     *
     * @param server scheme, host and port, as configured
     * @param address that its host stands for
     * @param state whether it gets requests: {@code up}, {@code ejected} or {@code down}
     */
    public record Server(String server, String address, String state, int inFlight) {}

    /** One route; {@code caching} is false where every request is passed. */
    public record Route(String name, String path, String origin, boolean caching) {}
}
