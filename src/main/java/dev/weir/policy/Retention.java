package dev.weir.policy;

import dev.weir.message.StoredResponse;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a stored value is kept.
 *
 * <p>As long as it may be served, fresh or stale. One with a validator is kept for as long as its lifetime again, though
 * at least a minute and at most an hour: else every value would be gone at the moment it goes stale, and none could ever
 * be validated, least of all what is {@code no-cache} and has no lifetime.
 */
public final class Retention {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** The index outlives the variants it leads to: an index that is gone makes every variant a miss. */
    private static final Duration INDEX_AT_LEAST = Duration.ofDays(1);

    private Retention() {}

    /** Zero if it is of no use any more. */
    public static Duration keep(StoredResponse stored, Instant now) {
        Duration useful = stored.terms().usefulFor(now);
        if (!FillRequest.hasValidator(stored)) {
            return useful;
        }
        Duration again = stored.terms().lifetime();
        again = again.compareTo(SHORTEST) < 0 ? SHORTEST : again;
        return useful.plus(again.compareTo(LONGEST) > 0 ? LONGEST : again);
    }

    /** How long the index is kept that leads to a variant kept so long. */
    public static Duration ofIndex(Duration variant) {
        return variant.compareTo(INDEX_AT_LEAST) > 0 ? variant : INDEX_AT_LEAST;
    }
}
