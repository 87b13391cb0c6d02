package dev.weir.store;

import java.time.Duration;

/** Durations as numbers that cannot overflow. */
final class Saturated {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Saturated() {}

    static long nanos(Duration duration) {
        return (duration.compareTo(LONGEST) > 0 ? LONGEST : duration).toNanos();
    }
}
