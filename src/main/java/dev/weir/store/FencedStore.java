package dev.weir.store;

import dev.weir.invalidation.Purges;
import dev.weir.invalidation.Tail;
import dev.weir.message.Fence;
import dev.weir.message.StoreKey;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * Gives out nothing that is newer than what this gateway knows of the purge log.
 *
 * <p>A response whose fence is above the position applied here was stored by a gateway that is ahead. Its purges are on
 * their way here: a brief wait for them, else it is a miss. Taken as it is, it would hide from every purge below its fence,
 * which there can be where a log was lost whose clock was ahead. The fill that follows overwrites it.
 */
public final class FencedStore implements CacheStore {
    private final CacheStore store;
    private final Purges purges;
    private final Tail tail;

    public FencedStore(CacheStore store, Purges purges, Tail tail) {
        this.store = store;
        this.purges = purges;
        this.tail = tail;
    }

    @Override
    public Future<Lookup> get(StoreKey key) {
        return store.get(key).compose(this::known);
    }

    private Future<Lookup> known(Lookup lookup) {
        if (!(lookup instanceof Lookup.Found found)) {
            return Future.succeededFuture(lookup);
        }
        Fence fence = found.response().fence();
        return fence.position() <= purges.applied().position()
                ? Future.succeededFuture(lookup)
                : tail.reaches(fence).map(reached -> reached ? lookup : Lookup.UNREADABLE);
    }

    @Override
    public Future<Boolean> put(StoreKey key, Lookup.Present value, Duration keep) {
        return store.put(key, value, keep);
    }

    @Override
    public Future<Boolean> remove(StoreKey key) {
        return store.remove(key);
    }
}
