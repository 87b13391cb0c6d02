package dev.weir.policy;

import dev.weir.message.StoredResponse;
import java.time.Duration;
import java.time.Instant;

/** How long a stored response is kept: as long as it may be served, fresh or stale, or be worth a validation. */
public final class Retention {
    private static final Duration SHORTEST_FOR_VALIDATION = Duration.ofSeconds(10);
    private static final Duration LONGEST_FOR_VALIDATION = Duration.ofHours(1);

    /** The index outlives the variants it leads to: an index that is gone makes every variant a miss. */
    private static final Duration INDEX_AT_LEAST = Duration.ofDays(1);

    private Retention() {}

    /**
     * Freshness plus the longest stale use; with a validator as much again, within bounds, since a 304 costs the origin
     * less than the whole.
     */
    public static Duration of(StoredResponse stored, Instant now) {
        Duration useful = stored.terms().usefulFor(now);
        if (!FillRequest.hasValidator(stored)) {
            return useful;
        }
        Duration again = clamp(stored.terms().lifetime());
        return useful.plus(again);
    }

    public static Duration ofIndex(Duration variant) {
        return variant.compareTo(INDEX_AT_LEAST) > 0 ? variant : INDEX_AT_LEAST;
    }

    private static Duration clamp(Duration lifetime) {
        if (lifetime.compareTo(SHORTEST_FOR_VALIDATION) < 0) {
            return SHORTEST_FOR_VALIDATION;
        }
        return lifetime.compareTo(LONGEST_FOR_VALIDATION) > 0 ? LONGEST_FOR_VALIDATION : lifetime;
    }
}
