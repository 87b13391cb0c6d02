package dev.weir.redis;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: twice as long each time up to a limit, half of it left to chance, so that a
 * fleet that lost its Redis at one moment does not return at one moment.
 */
record Backoff(Duration first, Duration longest, RandomGenerator random) {
    /** @param attempt how many have failed in a row before, from 0 */
    Duration delay(int attempt) {
        long ceiling = Math.min(longest.toMillis(), first.toMillis() << Math.min(attempt, 30));
        long half = Math.max(1, ceiling / 2);
        return Duration.ofMillis(half + random.nextLong(half + 1));
    }
}
