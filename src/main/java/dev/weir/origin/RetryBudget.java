package dev.weir.origin;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds how many requests are sent again, by a share of all: where everything fails, retries must not be what keeps it
 * down. A few are saved up, so that seldom ones find some. Any thread.
 */
final class RetryBudget {
    private static final long ONE = 1000;
    private static final long MOST = 20 * ONE;

    private final long share;
    private final AtomicLong saved = new AtomicLong(MOST);

    /** @param share of the requests, from 0 to 1 */
    RetryBudget(double share) {
        this.share = Math.round(share * ONE);
    }

    /** A request has come. */
    void earn() {
        if (saved.get() < MOST) {
            saved.accumulateAndGet(share, (before, more) -> Math.min(MOST, before + more));
        }
    }

    /** Whether a request may be sent again. */
    boolean spend() {
        return saved.getAndUpdate(before -> before >= ONE ? before - ONE : before) >= ONE;
    }
}
