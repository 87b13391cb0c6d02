package dev.weir.policy;

import dev.weir.message.Terms;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether a response that is still fresh is to be refreshed already: XFetch (Vattani, Chierichetti, Lowenstein: Optimal
 * Probabilistic Cache Stampede Prevention, VLDB 2015).
 *
 * <p>Each request decides by chance, the likelier the less freshness is left, and the earlier the longer a fill takes
 * ({@code delta}); with {@code beta} 1 as early as is best where requests are evenly spread. So a response that is asked
 * for often is replaced before it is stale, and those that were stored together are not refreshed together.
 *
 * <p>With many requests a second the unlikely happens early, and the origin would be asked ever more often. Therefore the
 * chance begins only when an eighth of the lifetime is left, and the time of a fill before that: at most one fill in
 * seven eighths of a lifetime, counted from fill to fill.
 */
public final class EarlyRefresh {
    private static final double SHARE = 1.0 / 8;

    private EarlyRefresh() {}

    /**
     * @param beta how eagerly; 0 for never
     * @param chance evenly from 0 to 1
     */
    public static boolean isDue(Terms terms, double beta, double chance, Instant now) {
        double left = seconds(terms.ttl(now));
        double delta = seconds(terms.fillTime());
        if (left <= 0 || left > beta * (delta + SHARE * seconds(terms.lifetime()))) {
            return false;
        }
        return -delta * beta * Math.log(chance) >= left;
    }

    private static double seconds(Duration duration) {
        return duration.getSeconds() + duration.getNano() / 1e9;
    }
}
