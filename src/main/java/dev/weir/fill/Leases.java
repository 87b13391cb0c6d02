package dev.weir.fill;

import dev.weir.message.Fence;
import dev.weir.message.StoreKey;
import dev.weir.store.Lookup;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/**
 * The right to fill one key. Every write of a stored response goes through {@link #settle}, so that whoever grants
 * leases also decides whose content stands.
 *
 * <p>Called from any event loop, completes on the caller's context, never fails: without a reachable lease holder a
 * gateway grants itself the right, and what could not be written was not stored.
 */
public interface Leases {
    /**
     * Asks for the right to fill a key.
     *
     * @param fence position applied before the origin is asked
     */
    Future<Acquired> acquire(StoreKey key, Fence fence);

    /** Writes what was filled, in this order, and hands the lease back; true if all of it stands. */
    Future<Boolean> settle(Lease lease, List<Write> writes);

    /** The right, with the fence that a response fetched under it carries. */
    record Lease(StoreKey key, Fence fence) {}

    /** A value to be written, and how long it is kept. */
    record Write(StoreKey key, Lookup.Present value, Duration keep) {}

    /** The outcome of asking. */
    sealed interface Acquired {
        record Granted(Lease lease) implements Acquired {}

        /** Another fill has landed since the key was looked up: look again. */
        record Landed() implements Acquired {}
    }
}
