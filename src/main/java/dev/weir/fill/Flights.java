package dev.weir.fill;

import dev.weir.message.CacheKey;
import dev.weir.message.StoreKey;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** All flights of this process, shared by its event loops: at most one a key. */
public final class Flights {
    private final ConcurrentMap<StoreKey, Flight> byKey = new ConcurrentHashMap<>();

    /** Puts a flight on the map, or returns the one that is there. */
    @Nullable
    Flight boardOr(Flight mine) {
        return byKey.putIfAbsent(mine.key(), mine);
    }

    Flight create(StoreKey key) {
        return new Flight(key, this::leave, null);
    }

    /**
     * Puts a new flight in the place of one whose response will not do for those who come now; null where that is off
     * the map by itself, or replaced already.
     *
     * @param purged by a purge, after which the lease of the older one is void
     */
    @Nullable
    Flight replace(Flight spent, boolean purged) {
        Flight next = purged
                ? new Flight(spent.key(), this::leave, null).afterPurge()
                : new Flight(spent.key(), this::leave, spent.holder());
        return byKey.replace(spent.key(), spent, next) ? next : null;
    }

    void leave(Flight flight) {
        byKey.remove(flight.key(), flight);
    }

    /**
     * Whoever comes from now on looks again: what is under way for this resource and its variants was asked before. One
     * pass over all flights, of which there are no more than requests. A flight that stands for many queries of the same
     * URI may stand for this one too.
     */
    void ground(CacheKey resource) {
        CacheKey bare = resource.withoutQuery();
        for (Flight flight : byKey.values()) {
            CacheKey key = flight.key().key();
            if (key.equals(resource)
                    || (key.standsForQueries() && key.withoutQuery().equals(bare))) {
                flight.ground();
                leave(flight);
            }
        }
    }

    /** Whether somebody looks a key up or fills it at this moment. */
    boolean has(StoreKey key) {
        return byKey.containsKey(key);
    }

    /** Look-ups and fills under way. */
    public int size() {
        return byKey.size();
    }
}
