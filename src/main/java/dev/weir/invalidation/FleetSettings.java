package dev.weir.invalidation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the gateways of a fleet forget together.
 *
 * @param detached what a gateway does with what is stored while it may miss purges
 * @param detachedFor longest time it goes on serving then; null for no limit
 * @param purgeReplicas replicas of Redis that must have a purge before it is confirmed
 * @param logLength most entries that the log keeps
 */
public record FleetSettings(Detached detached, @Nullable Duration detachedFor, int purgeReplicas, int logLength) {
    public static final FleetSettings STANDARD = new FleetSettings(Detached.SERVE, null, 0, 100_000);

    public enum Detached {
        /** Goes on within each response's own limits. */
        SERVE,
        /** Serves nothing stored: what a purge has confirmed then holds for the whole fleet. */
        FORWARD
    }

    public boolean forwards() {
        return detached == Detached.FORWARD;
    }
}
