package dev.weir.exchange;

import dev.weir.policy.CacheStatus;
import org.jspecify.annotations.Nullable;

/**
 * Why a request got the answer it got; the one source of both the meters and the Cache-Status field.
 *
 * @param route name of the route, or {@link #NO_ROUTE}
 * @param cacheStatus null where the cache had no part in it
 */
public record Explanation(
        String route, Outcome outcome, @Nullable CacheStatus cacheStatus) {
    public static final String NO_ROUTE = "-";

    /** The same, for a client that left before its answer was whole. */
    public Explanation abandoned() {
        return new Explanation(route, Outcome.ABANDONED, cacheStatus);
    }

    /** Whether another request's fill answered this one. */
    public boolean collapsed() {
        return cacheStatus != null && cacheStatus.collapsed();
    }

    /** This gateway's member of the Cache-Status field, or null where the cache had no part. */
    public @Nullable String cacheStatusMember() {
        return cacheStatus == null ? null : cacheStatus.render();
    }
}
