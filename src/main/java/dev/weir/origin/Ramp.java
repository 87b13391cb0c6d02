package dev.weir.origin;

import java.time.Duration;

/**
 * How many requests may be under way after how many were a moment ago: when the cache is lost, or comes back empty, the
 * origin's load grows by half its size a step instead of jumping to the limit. Pure; times are nanoseconds of a monotonic
 * clock.
 *
 * @param allowed at once, now
 * @param peak most at once since the step began
 * @param since when the step began
 */
record Ramp(int allowed, int peak, long since) {
    /** So many are let through whatever was before: a burst of this size troubles no origin that has a cache before it. */
    static final int FLOOR = 16;

    static final long STEP = Duration.ofMillis(100).toNanos();

    private static final int FORGOTTEN = 20;

    static Ramp starting(long now) {
        return new Ramp(FLOOR, 0, now);
    }

    /** @param most the limit that applies anyway */
    Ramp at(long now, int inFlight, int most) {
        int seen = Math.max(peak, inFlight);
        long steps = (now - since) / STEP;
        if (steps <= 0) {
            return seen == peak ? this : new Ramp(allowed, seen, since);
        }
        boolean full = seen >= allowed;
        int next =
                full ? allowed + Math.max(1, allowed / 2) : steps >= FORGOTTEN ? Math.max(seen, allowed / 2) : allowed;
        return new Ramp(Math.clamp(next, Math.min(FLOOR, most), most), inFlight, now);
    }
}
