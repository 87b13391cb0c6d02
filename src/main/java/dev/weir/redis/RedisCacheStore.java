package dev.weir.redis;

import dev.weir.message.StoreKey;
import dev.weir.store.CacheStore;
import dev.weir.store.Lookup;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/** Keeps stored values in Redis, over one link on one event loop. */
public final class RedisCacheStore implements CacheStore {
    private RedisCacheStore() {}

    /**
     * A store whose link lives on the event loop of {@code context}. Returns at once and connects in the background:
     * until then, and whenever Redis is gone, every look-up is a miss.
     */
    public static RedisCacheStore connect(Vertx vertx, Context context, String namespace, LinkParts parts) {
        throw new UnsupportedOperationException();
    }

    /** Completes with the outcome of the first attempt to connect; never fails. */
    public Future<Boolean> firstAttempt() {
        throw new UnsupportedOperationException();
    }

    /** Whether the link is up; any thread may ask. */
    public boolean isUp() {
        throw new UnsupportedOperationException();
    }

    /** Ends the link for good; what is under way fails as unreachable. */
    public Future<Void> close() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Lookup> get(StoreKey key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Boolean> put(StoreKey key, Lookup.Present value, Duration keep) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Future<Boolean> remove(StoreKey key) {
        throw new UnsupportedOperationException();
    }
}
