package dev.weir.fill;

import java.time.Duration;

/**
 * How far, and since when, a reader is behind the fastest one of a body that is not kept. A short stall is no reason to
 * leave it behind: it has {@link #GRACE}.
 *
 * <p>On the context of the fill.
 */
final class Lag {
    static final Duration GRACE = Duration.ofSeconds(1);

    private final long allowed;
    private long since;
    private boolean counting;

    /** @param allowed bytes */
    Lag(long allowed) {
        this.allowed = allowed;
    }

    /**
     * Whether the reader is to leave.
     *
     * @param bytes that it lacks of what the fastest has
     * @param now reading of the monotonic clock, nanoseconds
     */
    boolean isTooMuch(long bytes, long now) {
        if (bytes <= allowed) {
            counting = false;
            return false;
        }
        if (!counting) {
            counting = true;
            since = now;
        }
        return now - since > GRACE.toNanos();
    }
}
