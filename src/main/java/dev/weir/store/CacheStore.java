package dev.weir.store;

import dev.weir.message.StoreKey;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * Where stored values are kept.
 *
 * <p>Both calls may be made from any event loop and complete on the caller's context. Neither fails: a cache that cannot
 * be reached or read is a miss, and a value that could not be written is a value that was not stored. Implementations
 * count what went wrong.
 */
public interface CacheStore {
    /** What stands under the key; a value of another key (a digest collision) counts as {@link Lookup.Missing}. */
    Future<Lookup> get(StoreKey key);

    /**
     * Writes a value that expires by itself.
     *
     * @param keep time until the value is of no use, more than zero; whole milliseconds count
     * @return whether it was written
     */
    Future<Boolean> put(StoreKey key, Lookup.Present value, Duration keep);

    /** Takes a value out; true if it could be done, whether or not there was one. */
    Future<Boolean> remove(StoreKey key);
}
