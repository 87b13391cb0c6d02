package dev.weir.fill;

import dev.weir.message.StoreKey;
import dev.weir.store.CacheStore;
import dev.weir.store.Lookup;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A store in memory that answers at once, as an unreachable one does, or with what a test holds back. */
final class MapStore implements CacheStore {
    final Map<StoreKey, Lookup.Present> values = new ConcurrentHashMap<>();
    final Queue<Future<Lookup>> next = new ConcurrentLinkedQueue<>();
    final List<StoreKey> written = new ArrayList<>();
    final AtomicInteger asked = new AtomicInteger();

    /** Keys that cannot be written. */
    final Set<StoreKey> refused = ConcurrentHashMap.newKeySet();

    @Override
    public Future<Lookup> get(StoreKey key) {
        asked.incrementAndGet();
        Future<Lookup> held = next.poll();
        Lookup.Present value = values.get(key);
        return held != null ? held : Future.succeededFuture(value == null ? Lookup.UNREACHABLE : value);
    }

    @Override
    public Future<Boolean> put(StoreKey key, Lookup.Present value, Duration keep) {
        synchronized (written) {
            written.add(key);
        }
        if (refused.contains(key)) {
            return Future.succeededFuture(false);
        }
        values.put(key, value);
        return Future.succeededFuture(true);
    }

    @Override
    public Future<Boolean> remove(StoreKey key) {
        values.remove(key);
        return Future.succeededFuture(true);
    }
}
