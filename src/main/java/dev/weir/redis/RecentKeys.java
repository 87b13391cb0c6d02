package dev.weir.redis;

import dev.weir.message.StoreKey;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Keys whose newest value this gateway knows to stand on the master, and perhaps not yet on its replicas: those it stored
 * itself, and those it was told of while it waited. One a process; any thread.
 */
final class RecentKeys {
    /** Replicas follow within milliseconds; one that is farther behind costs a needless fill. */
    private static final long LAG = Duration.ofSeconds(1).toNanos();

    private static final int MOST = 4096;

    private final Map<StoreKey, Long> since = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    RecentKeys(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void note(StoreKey key) {
        long now = nanoTime.getAsLong();
        if (since.size() >= MOST) {
            since.values().removeIf(then -> now - then > LAG);
        }
        if (since.size() < MOST) {
            since.put(key, now);
        }
    }

    boolean contains(StoreKey key) {
        Long then = since.get(key);
        if (then == null) {
            return false;
        }
        boolean recent = nanoTime.getAsLong() - then <= LAG;
        if (!recent) {
            since.remove(key, then);
        }
        return recent;
    }
}
