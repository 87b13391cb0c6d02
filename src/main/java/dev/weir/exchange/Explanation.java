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
 * @param isTold the client hears of it, by Cache-Status
 */
public record Explanation(
        String route,
        Outcome outcome,
        @Nullable CacheStatus cacheStatus,
        @Nullable CacheKey key,
        @Nullable Collapse collapsed,
        boolean isTold) {
    public static final String NO_ROUTE = "-";

    public Explanation(String route, Outcome outcome, @Nullable CacheStatus cacheStatus) {
        this(route, outcome, cacheStatus, null, null, true);
    }

    static Explanation collapsed(String route, CacheStatus cacheStatus, Collapse by) {
        return new Explanation(route, Outcome.COLLAPSED, cacheStatus, null, by, true);
    }

    Explanation showing(CacheKey shown) {
        return new Explanation(route, outcome, cacheStatus, shown, collapsed, isTold);
    }

    /** The same, for the meters alone. */
    Explanation untold() {
        return new Explanation(route, outcome, cacheStatus, key, collapsed, false);
    }

    /** The same, for a client that left before its answer was whole. */
    public Explanation abandoned() {
        return new Explanation(route, Outcome.ABANDONED, cacheStatus, key, collapsed, isTold);
    }

    /** This gateway's member of the Cache-Status field, or null where the cache had no part or the route tells nothing. */
    public @Nullable String cacheStatusMember() {
        if (cacheStatus == null || !isTold) {
            return null;
        }
        return key == null ? cacheStatus.render() : cacheStatus.render(key);
    }
}
