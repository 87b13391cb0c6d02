package dev.weir.policy;

/**
 * A rate that is kept: one token a period, at most a few saved up. The state is one number, the time at which the bucket
 * will be full again (the virtual scheduling form of the generic cell rate algorithm, ITU-T I.371).
 *
 * <p>Few are saved, a tenth of a second's, so that whatever comes at once goes out evenly.
 *
 * @param period nanoseconds
 * @param depth nanoseconds in which an empty bucket fills
 */
public record TokenBucket(long period, long depth) {
    /** Instead of a state: no token is left. */
    public static final long SPENT = Long.MIN_VALUE;

    /** State of a bucket that is full. */
    public static final long FULL = Long.MIN_VALUE + 1;

    private static final long SECOND = 1_000_000_000L;

    public static TokenBucket of(int perSecond) {
        long period = Math.max(1, SECOND / perSecond);
        return new TokenBucket(period, Math.max(period, SECOND / 10));
    }

    /**
     * The state after one token was taken, or {@link #SPENT}. A state further ahead than the bucket is deep is from before
     * the clock was set back, and is taken for full.
     *
     * @param now nanoseconds
     */
    public long take(long fullAt, long now) {
        boolean full = fullAt < now || fullAt - now > depth;
        long after = (full ? now : fullAt) + period;
        return after - now > depth ? SPENT : after;
    }
}
