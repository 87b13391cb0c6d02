package dev.weir.redis;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fills of this process that wait for another gateway, by the key of the lease. At most one a key, since a process has one
 * flight a key. Any thread.
 */
final class Waiters {
    private final Map<String, Consumer<Tidings>> byLease = new ConcurrentHashMap<>();

    /** To be called before the wait is known to Redis: what it sends may overtake the reply. */
    void register(String lease, Consumer<Tidings> waiter) {
        byLease.put(lease, waiter);
    }

    void remove(String lease, Consumer<Tidings> waiter) {
        byLease.remove(lease, waiter);
    }

    /** A message arrived, or one that cannot be read. */
    void tell(String message) {
        int space = message.lastIndexOf(' ');
        @Nullable Tidings tidings = Tidings.read(message.substring(space + 1));
        if (space < 0 || tidings == null) {
            return;
        }
        Consumer<Tidings> waiter = byLease.remove(message.substring(0, space));
        if (waiter != null) {
            waiter.accept(tidings);
        }
    }

    /** Messages may have been missed: everyone looks for itself. */
    void recheck() {
        for (Consumer<Tidings> waiter : new ArrayList<>(byLease.values())) {
            waiter.accept(new Tidings.Abandoned());
        }
    }
}
