package dev.weir.telemetry;

import java.time.Duration;

/**
 * Whether an origin does its work, as its latest requests have it. Any thread.
 *
 * <p>One failure among answers is no news, and an origin that fails every other request must not fill the log: it takes
 * a run of the same outcome to change the standing, and some time until it may change again.
 */
final class OriginStanding {
    /** What is new. */
    enum Change {
        NONE,
        FAILS,
        ANSWERS
    }

    static final int RUN = 5;
    static final Duration LEAST = Duration.ofSeconds(10);

    private boolean failing;
    private int run;
    private long changedAt;
    private boolean told;

    /** @param now nanoseconds on the monotonic clock */
    synchronized Change saw(boolean failure, long now) {
        if (failure == failing) {
            run = 0;
            return Change.NONE;
        }
        run++;
        if (run < RUN || (told && now - changedAt < LEAST.toNanos())) {
            return Change.NONE;
        }
        failing = failure;
        run = 0;
        changedAt = now;
        told = true;
        return failing ? Change.FAILS : Change.ANSWERS;
    }
}
