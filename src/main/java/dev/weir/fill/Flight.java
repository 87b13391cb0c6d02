package dev.weir.fill;

import dev.weir.message.StoreKey;
import dev.weir.message.Trace;
import dev.weir.policy.Boarding;
import dev.weir.store.Lookup;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one look-up, and if it misses the one fill, under way for a key in this process.
 *
 * <p>Phases, in order; each may be skipped:
 *
 * <pre>
 * LOOKING   the store is asked; whoever comes waits for its answer
 * LOOKED    the answer is in; the first to want a fill makes it
 * FILLING   the origin is asked; whoever comes is given the look-up's answer, and may wait for the fill
 * OFFERED   the head is in; whoever comes is offered the response at once
 * CLOSED    off the map; whoever still holds it looks again
 * </pre>
 *
 * <p>A flight stays on the map until what it filled has been settled. Otherwise: A misses; B fills, lands and leaves the
 * map before its value stands in the store; A, off the map, looks, misses again and asks the origin a second time. Only
 * where what it offers will not do for those who come now does another take its place earlier.
 *
 * <p>Used from all event loops. The lock guards phase and lists only; nothing is called back under it.
 */
final class Flight {
    private enum Phase {
        LOOKING,
        LOOKED,
        FILLING,
        OFFERED,
        CLOSED
    }

    private final StoreKey key;
    private final Runnable leaveMap;

    private Phase phase = Phase.LOOKING;
    private boolean grounded;
    private Runnable whenGrounded = () -> {};
    private List<Hop<Looked>> lookers = List.of();
    private List<Hop<Filled>> followers = List.of();
    private @Nullable Looked looked;
    private @Nullable Offer offer;
    private volatile Trace trace = Trace.NONE;
    private final @Nullable Flight before;
    private boolean afterPurge;

    /** @param before an older flight that has the lease of the key, or null */
    Flight(StoreKey key, Consumer<Flight> leaveMap, @Nullable Flight before) {
        this.key = key;
        this.leaveMap = () -> leaveMap.accept(this);
        this.before = before;
    }

    StoreKey key() {
        return key;
    }

    /** Who follows its fill. */
    Trace trace() {
        return trace;
    }

    void followedBy(Trace other) {
        trace = other;
    }

    /** Whether an older flight of this process has the lease of the key, and a body under way. */
    boolean isBesideAnother() {
        return before != null && !before.isClosed();
    }

    /** A purge called for it, to take the place of one that asked the origin before. */
    Flight afterPurge() {
        afterPurge = true;
        return this;
    }

    boolean isAfterPurge() {
        return afterPurge;
    }

    /** The one that has the lease, should another flight take this one's place now. */
    Flight holder() {
        return before == null || before.isClosed() ? this : before;
    }

    private synchronized boolean isClosed() {
        return phase == Phase.CLOSED;
    }

    /** What the look-up found; not to be asked before it has landed. */
    synchronized Lookup found() {
        if (looked == null) {
            throw new IllegalStateException("nothing was looked up yet");
        }
        return looked.found();
    }

    /** The look-up's answer, or null when the flight is closed. */
    synchronized @Nullable Future<Looked> look(Context context) {
        if (phase == Phase.CLOSED) {
            return null;
        }
        if (looked != null) {
            return Future.succeededFuture(looked);
        }
        Hop<Looked> hop = Hop.to(context, late -> {});
        lookers = add(lookers, hop);
        return hop.future();
    }

    /** The store has answered. */
    Looked landLookup(Lookup found) {
        Looked answer = new Looked(found, this);
        List<Hop<Looked>> waiting;
        synchronized (this) {
            looked = answer;
            phase = Phase.LOOKED;
            waiting = lookers;
            lookers = List.of();
        }
        waiting.forEach(hop -> hop.complete(answer));
        return answer;
    }

    /** Whether the fill is still to be taken on. */
    synchronized boolean awaitsFill() {
        return phase == Phase.LOOKED;
    }

    /** Takes the fill on; true for exactly one caller. */
    synchronized boolean takeOff() {
        if (phase != Phase.LOOKED) {
            return false;
        }
        phase = Phase.FILLING;
        return true;
    }

    /** Waits for the fill. The hop is completed at once where the response is already offered, or the flight over. */
    void follow(Hop<Filled> hop) {
        Offer offered;
        synchronized (this) {
            if (phase == Phase.FILLING) {
                followers = add(followers, hop);
                return;
            }
            offered = phase == Phase.OFFERED ? offer : null;
        }
        hop.complete(offered == null ? new Filled.Again() : offered.to(hop.context(), Boarding.AFTER_HEAD));
    }

    /** Offers a response to all who wait and all who come until {@link #close}. */
    void offer(Offer response) {
        deliver(Phase.OFFERED, response);
    }

    /** Ends the wait of all with one outcome, and the flight with it. */
    void finish(Filled outcome) {
        deliver(Phase.CLOSED, (context, boarding) -> outcome);
        leaveMap.run();
    }

    private void deliver(Phase next, Offer response) {
        List<Hop<Filled>> waiting;
        synchronized (this) {
            phase = next;
            offer = next == Phase.OFFERED ? response : null;
            waiting = followers;
            followers = List.of();
        }
        waiting.forEach(hop -> hop.complete(response.to(hop.context(), Boarding.BEFORE_HEAD)));
    }

    /** The resource was invalidated: what this flight brings is for those on board, and not to be stored. */
    void ground() {
        Runnable told;
        synchronized (this) {
            grounded = true;
            told = whenGrounded;
        }
        told.run();
        if (before != null) {
            before.ground();
        }
    }

    synchronized boolean isGrounded() {
        return grounded;
    }

    /** Tells once it is grounded, on any thread; at once if it is. */
    void whenGrounded(Runnable told) {
        synchronized (this) {
            whenGrounded = told;
            if (!grounded) {
                return;
            }
        }
        told.run();
    }

    /** Nobody may board any more. */
    void close() {
        deliver(Phase.CLOSED, (context, boarding) -> new Filled.Again());
        leaveMap.run();
    }

    /** After the look-up's leader has decided: if it wants no fill, nobody is in the air. */
    void closeUnlessFilling() {
        synchronized (this) {
            if (phase != Phase.LOOKED) {
                return;
            }
            phase = Phase.CLOSED;
        }
        leaveMap.run();
    }

    private static <T> List<T> add(List<T> list, T element) {
        List<T> grown = list.isEmpty() ? new ArrayList<>() : list;
        grown.add(element);
        return grown;
    }
}
