package dev.weir.fill;

import java.time.Duration;

/**
 * What the readers of one body that is not kept may cost the others: memory up to {@link #MOST} times what one may lag, and
 * beyond that time. While a reader is as far behind, the origin is not read on; all such pauses together last no longer
 * than {@link #PATIENCE}, however many readers stall one after the other. Then whoever is as far behind leaves at once.
 *
 * <p>On the context of the fill.
 */
final class Strain {
    static final Duration PATIENCE = Duration.ofSeconds(1);
    static final int MOST = 4;

    private final long bearable;
    private long left = PATIENCE.toNanos();
    private long lookedAt;
    private boolean strained;

    /** @param allowed bytes that one reader may lag */
    Strain(long allowed) {
        this.bearable = MOST * allowed;
    }

    boolean isTooMuch(long lag) {
        return lag > bearable;
    }

    /**
     * Takes note of the worst lag, and of the time since the last look.
     *
     * @param now reading of the monotonic clock, nanoseconds
     */
    void note(long worst, long now) {
        if (strained) {
            left -= now - lookedAt;
        }
        lookedAt = now;
        strained = isTooMuch(worst);
    }

    /** Whether to wait for a reader that is too far behind. */
    boolean holds() {
        return strained && left > 0;
    }

    /** Whether a reader that is too far behind has to leave. */
    boolean isOver() {
        return left <= 0;
    }

    /** How long {@link #holds} can last from the last look on. */
    Duration left() {
        return Duration.ofNanos(left);
    }
}
