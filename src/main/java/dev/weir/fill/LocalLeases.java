package dev.weir.fill;

import dev.weir.message.StoreKey;
import dev.weir.store.CacheStore;
import io.vertx.core.Future;

/**
 * Leases of a gateway that shares its keys with nobody: always granted, since the flight already sees to it that a
 * process fills a key once.
 */
public final class LocalLeases implements Leases {
    private final CacheStore store;

    public LocalLeases(CacheStore store) {
        this.store = store;
    }

    @Override
    public Future<Acquired> acquire(StoreKey key, Wanted wanted) {
        return Future.succeededFuture(new Acquired.Granted(new Lease(key, wanted.fence(), "")));
    }

    /** Nobody else waits for one. */
    @Override
    public Future<Void> handBack() {
        return Future.succeededFuture();
    }

    @Override
    public Future<Boolean> settle(Lease lease, Settlement settlement) {
        Future<Boolean> settled = Future.succeededFuture(true);
        if (settlement instanceof Settlement.Store stored) {
            for (Write write : stored.writes()) {
                settled = settled.compose(before ->
                        store.put(write.key(), write.value(), write.keep()).map(written -> before && written));
            }
        }
        return settled;
    }
}
