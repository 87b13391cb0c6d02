package dev.weir.store;

import dev.weir.message.StoreKey;
import io.vertx.core.Future;
import java.time.Duration;

/** The near store as the only one: what one process has stored, it has for itself, and until it ends. */
public final class NearAlone implements CacheStore {
    private static final Future<Lookup> NOT_STORED = Future.succeededFuture(Lookup.NOT_STORED);
    private static final Future<Boolean> DONE = Future.succeededFuture(true);

    private final NearStore near;

    public NearAlone(NearStore near) {
        this.near = near;
    }

    @Override
    public Future<Lookup> get(StoreKey key) {
        Lookup.Present index = near.anyIndex(key);
        if (index != null) {
            return Future.succeededFuture(index);
        }
        NearResponse held = near.response(key);
        return held == null ? NOT_STORED : Future.succeededFuture(new Lookup.Found(held.response(), Tier.NEAR));
    }

    @Override
    public Future<Boolean> put(StoreKey key, Lookup.Present value, Duration keep) {
        near.put(key, value, keep);
        return DONE;
    }

    @Override
    public Future<Boolean> remove(StoreKey key) {
        near.remove(key);
        return DONE;
    }
}
