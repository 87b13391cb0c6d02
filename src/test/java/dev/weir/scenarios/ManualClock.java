package dev.weir.scenarios;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * Time that runs until it is stopped, and from then on moves only as it is told.
 *
 * <p>It has to run at first: a gateway reckons the time of Redis from its own when it connects. It stops in the middle of
 * a second, so that what is left of that reckoning moves no whole second.
 */
public final class ManualClock implements InstantSource {
    private volatile Instant stopped = Instant.MAX;

    @Override
    public Instant instant() {
        Instant at = stopped;
        return at.equals(Instant.MAX) ? Instant.now() : at;
    }

    public void stop() {
        stopped = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusMillis(1_500);
    }

    public synchronized void advance(Duration step) {
        stopped = stopped.plus(step);
    }
}
