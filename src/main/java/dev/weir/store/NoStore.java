package dev.weir.store;

import dev.weir.message.StoreKey;
import io.vertx.core.Future;
import java.time.Duration;

/** Keeps nothing: every look-up is a miss. Concurrent misses still collapse. */
public final class NoStore implements CacheStore {
    @Override
    public Future<Lookup> get(StoreKey key) {
        return Future.succeededFuture(Lookup.NOT_STORED);
    }

    @Override
    public Future<Boolean> put(StoreKey key, Lookup.Present value, Duration keep) {
        return Future.succeededFuture(false);
    }

    @Override
    public Future<Boolean> remove(StoreKey key) {
        return Future.succeededFuture(true);
    }
}
