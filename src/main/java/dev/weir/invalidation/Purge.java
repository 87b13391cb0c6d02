package dev.weir.invalidation;

import java.util.List;

/**
 * One entry of the purge log.
 *
 * @param subjects at least one, at most {@link #MOST_SUBJECTS}
 * @param soft what matches is stale from now on, instead of gone
 */
public record Purge(List<Subject> subjects, boolean soft) {
    /** More than so many go into several entries. */
    public static final int MOST_SUBJECTS = 1_000;

    public Purge {
        if (subjects.isEmpty() || subjects.size() > MOST_SUBJECTS) {
            throw new IllegalArgumentException(
                    "subjects: " + subjects.size() + " (expected: 1 to " + MOST_SUBJECTS + ")");
        }
        subjects = List.copyOf(subjects);
    }
}
