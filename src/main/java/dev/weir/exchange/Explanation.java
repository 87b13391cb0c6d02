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
 * @param collapsed whose fill answered it, or null if its own or none did
 */
public record Explanation(
        String route,
        Outcome outcome,
        @Nullable CacheStatus cacheStatus,
        @Nullable CacheKey key,
        @Nullable Collapse collapsed) {
    public static final String NO_ROUTE = "-";

    public Explanation(String route, Outcome outcome, @Nullable CacheStatus cacheStatus) {
        this(route, outcome, cacheStatus, null, null);
    }

    static Explanation collapsed(String route, CacheStatus cacheStatus, Collapse by) {
        return new Explanation(route, Outcome.COLLAPSED, cacheStatus, null, by);
    }

    Explanation showing(CacheKey shown) {
        return new Explanation(route, outcome, cacheStatus, shown, collapsed);
    }

    /** The same, for a client that left before its answer was whole. */
    public Explanation abandoned() {
        return new Explanation(route, Outcome.ABANDONED, cacheStatus, key, collapsed);
    }

    /** This gateway's member of the Cache-Status field, or null where the cache had no part. */
    public @Nullable String cacheStatusMember() {
        if (cacheStatus == null) {
            return null;
        }
        return key == null ? cacheStatus.render() : cacheStatus.render(key);
    }
}
