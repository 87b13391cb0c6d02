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
}
