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
    /** Asks for the right to fill a key, and waits while another gateway of the fleet has it. */
    Future<Acquired> acquire(StoreKey key, Wanted wanted);

    /** Ends a fill and hands its lease back; true if all that was to be stored stands. */
    Future<Boolean> settle(Lease lease, Settlement settlement);

    /**
     * Hands back at once what is held, so that nobody waits for a gateway that leaves: what its fills still bring is for
     * their own clients.
     */
    Future<Void> handBack();

    /**
     * What a fill is wanted for.
     *
     * @param fence position applied before the origin is asked
     * @param newest newest purge of the resource: who asked before it fetches what is of no use any more
     * @param seen what the look-up found; whatever else stands there by now has landed since
     * @param credentials the request carries Authorization or Cookie
     * @param heeding what another gateway left behind about the key's responses
     * @param patience longest wait for another gateway
     */
    record Wanted(Fence fence, Fence newest, Lookup seen, boolean credentials, boolean heeding, Duration patience) {}

    /**
     * The right.
     *
     * @param fence what a response fetched under it carries
     * @param token proves the right to whoever granted it; empty if nobody did
     */
    record Lease(StoreKey key, Fence fence, String token) {
        /** The same right, for a response that is asked for at a later position. */
        Lease at(Fence later) {
            return new Lease(key, later, token);
        }
    }

    /** A value to be written, and how long it is kept. */
    record Write(StoreKey key, Lookup.Present value, Duration keep) {}

    /** The outcome of asking. */
    sealed interface Acquired {
        record Granted(Lease lease) implements Acquired {}

        /** Another fill has landed since the key was looked up: look again. */
        record Landed() implements Acquired {}

        /** What another gateway's fill brought is not for this one's requests. */
        record Released() implements Acquired {}

        /** What the origin answers here is for each request alone, by its own directives. */
        record Uncacheable() implements Acquired {}

        /** Another gateway's fill failed, or took longer than this request waits. */
        record Failed(int status) implements Acquired {}
    }

    /** How a fill ended. */
    sealed interface Settlement {
        /** Written in this order. */
        record Store(List<Write> writes) implements Settlement {}

        /**
         * Nothing to store: whoever waits forwards by itself.
         *
         * @param remember the response itself forbids storing, so that requests of this class need not wait for a while
         */
        record Release(boolean remember, boolean credentials) implements Settlement {}

        /**
         * The origin failed with this status: the wait of all ends.
         *
         * @param remember it took its time, so that requests of the next moment need not wait as long again
         */
        record Fail(int status, boolean remember) implements Settlement {}

        /** The response broke off: somebody else may try. */
        record Abandon() implements Settlement {}
    }
}
