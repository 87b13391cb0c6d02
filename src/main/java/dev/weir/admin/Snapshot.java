package dev.weir.admin;

import dev.weir.exchange.Collapse;
import dev.weir.exchange.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What went on in a gateway since the snapshot before, and how it stands: what {@code weir top} and the dashboard show.
 *
 * @param at by the clock of Redis
 * @param over the time since the snapshot before, to which all counts belong
 * @param requests all outcomes, in their order, also those that none had
 * @param collapsed requests that another's fill answered: calls that the origins were spared
 * @param hot the hottest first
 */
public record Snapshot(
        String node,
        Instant at,
        Duration over,
        Map<Outcome, Long> requests,
        Latency latency,
        Map<Collapse, Long> collapsed,
        List<OfOrigin> origins,
        OfRedis redis,
        Near near,
        Invalidation invalidation,
        List<Status.Member> fleet,
        List<Operations.HotKey> hot) {
    /** Times within which so many of a hundred were done; null where nothing was. */
    public record Latency(
            @Nullable Duration p50,
            @Nullable Duration p95,
            @Nullable Duration p99) {}

    /**
     * One origin.
     *
     * @param limit most requests to it at once, at this moment
     */
    public record OfOrigin(
            String name, long calls, long failed, Latency latency, int inFlight, int queued, int limit) {}

    /**
     * Redis.
     *
     * @param state as in {@link Status}
     * @param trouble why it is not up; empty where nothing is known
     */
    public record OfRedis(String state, String trouble, long commands, long failed, Latency latency) {}

    /** What the near store holds. */
    public record Near(long bytes, long maxBytes, long responses) {}

    /**
     * The log of purges.
     *
     * @param applied entries of other gateways and this one that were applied here
     * @param lag from appending them to applying them
     * @param queued subjects that unsafe requests changed and that are to be appended yet
     */
    public record Invalidation(long applied, Latency lag, int queued, boolean detached) {}
}
