package dev.weir.invalidation;

import java.time.Duration;
import java.util.List;

/**
 * What an operator wants forgotten, and how.
 *
 * @param subjects at least one; there may be more than one entry of the log takes
 * @param soft what matches is stale from now on, instead of gone
 * @param refill hot URLs among what was purged are fetched again
 * @param confirm the answer waits until the fleet has applied it
 * @param patience longest wait for the fleet
 */
public record PurgeOrder(List<Subject> subjects, boolean soft, boolean refill, boolean confirm, Duration patience) {
    /** How long the fleet is waited for where nobody says. */
    public static final Duration PATIENCE = Duration.ofSeconds(1);

    public PurgeOrder {
        if (subjects.isEmpty()) {
            throw new IllegalArgumentException("subjects: none (expected: at least one)");
        }
        subjects = List.copyOf(subjects);
    }
}
