package dev.weir.redis;

import dev.weir.invalidation.PurgeOutcome;
import dev.weir.invalidation.Roster;
import dev.weir.invalidation.Roster.State;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A purge whose confirmation somebody waits for. */
final class AwaitedPurge {
    /** Stands for gateways that may still hold the lease of a log that was lost. */
    static final String UNKNOWN_NODES = "?";

    private final long id;
    private final Set<String> nodes;
    private final long notBefore;
    private final Promise<PurgeOutcome> outcome;

    /**
     * @param nodes those that may serve what is purged
     * @param notBefore monotonic time before which there may be others
     */
    AwaitedPurge(LogLink.Added added, List<String> nodes, long notBefore, Promise<PurgeOutcome> outcome) {
        this.id = added.id();
        this.nodes = new TreeSet<>(nodes);
        this.notBefore = notBefore;
        this.outcome = outcome;
    }

    /** Whether nobody waits any more, this look included. */
    boolean check(Roster roster, long now) {
        if (outcome.future().isComplete()) {
            return true;
        }
        PurgeOutcome.Appended sofar = standing(roster, now);
        return sofar.pending().isEmpty() && outcome.tryComplete(sofar);
    }

    /** Patience has ended. */
    void giveUp(Roster roster, long now) {
        outcome.tryComplete(standing(roster, now));
    }

    private PurgeOutcome.Appended standing(Roster roster, long now) {
        boolean mayBeMore = now - notBefore < 0;
        if (mayBeMore) {
            nodes.addAll(roster.nodes());
        }
        List<String> confirmed = new ArrayList<>();
        List<String> detached = new ArrayList<>();
        List<String> pending = new ArrayList<>();
        for (String node : nodes) {
            State state = roster.state(node, id);
            switch (state) {
                case CONFIRMED -> confirmed.add(node);
                case DETACHED -> detached.add(node);
                case PENDING -> pending.add(node);
                case GONE -> {}
            }
        }
        if (mayBeMore) {
            pending.add(UNKNOWN_NODES);
        }
        return new PurgeOutcome.Appended(id, confirmed, detached, pending);
    }
}
