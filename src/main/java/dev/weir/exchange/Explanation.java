package dev.weir.exchange;

import dev.weir.message.CacheKey;
import dev.weir.policy.CacheStatus;
import org.jspecify.annotations.Nullable;

/**
 * Why a request got the answer it got; the one source of both the meters and the Cache-Status field.
 *
 * @param route name of the route, or {@link #NO_ROUTE}
 * @param cacheStatus null where the cache had no part in it
 * @param key the cache key, where the route is to show it
 */
public record Explanation(
        String route,
        Outcome outcome,
        @Nullable CacheStatus cacheStatus,
        @Nullable CacheKey key) {
    public static final String NO_ROUTE = "-";

    public Explanation(String route, Outcome outcome, @Nullable CacheStatus cacheStatus) {
        this(route, outcome, cacheStatus, null);
    }

    Explanation showing(CacheKey shown) {
        return new Explanation(route, outcome, cacheStatus, shown);
    }

    /** The same, for a client that left before its answer was whole. */
    public Explanation abandoned() {
        return new Explanation(route, Outcome.ABANDONED, cacheStatus, key);
    }

    /** Whether another request's fill answered this one. */
    public boolean collapsed() {
        return cacheStatus != null && cacheStatus.collapsed();
    }

    /** This gateway's member of the Cache-Status field, or null where the cache had no part. */
    public @Nullable String cacheStatusMember() {
        if (cacheStatus == null) {
            return null;
        }
        return key == null ? cacheStatus.render() : cacheStatus.render(key);
    }
}
