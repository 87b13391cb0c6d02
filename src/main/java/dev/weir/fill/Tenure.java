package dev.weir.fill;

import dev.weir.fill.FillObserver.Guarding;
import dev.weir.fill.FillObserver.Stored;
import dev.weir.fill.Leases.Acquired;
import dev.weir.fill.Leases.Lease;
import dev.weir.fill.Leases.Settlement;
import dev.weir.fill.Leases.Write;
import dev.weir.message.Fence;
import dev.weir.message.Replay;
import dev.weir.message.StoreKey;
import dev.weir.message.StoredResponse;
import dev.weir.message.Trace;
import dev.weir.policy.StoreDecision;
import dev.weir.store.Lookup;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The time in which a fill has its key: from asking for the lease to handing it back, with what is to be stored or
 * without. Whatever becomes of the fill, the lease is handed back once, and the observer told once.
 *
 * <p>On the context of the fill.
 */
final class Tenure {
    private final Flight flight;
    private final FillPlan plan;
    private final Filler.Wiring wiring;
    private final @Nullable PoisonWatch watch;
    private @Nullable Lease lease;
    private boolean over;

    Tenure(Flight flight, FillPlan plan, Filler.Wiring wiring) {
        this.flight = flight;
        this.plan = plan;
        this.wiring = wiring;
        this.watch = PoisonWatch.of(plan, wiring);
    }

    /** Whether the origin is asked again before the response is stored: then it is compared as it came. */
    boolean isWatched() {
        return watch != null;
    }

    /** Tells of a refusal that is a guard's. */
    void refused(StoreDecision.Rule rule) {
        Replay guard = plan.request().onward().replay();
        if (rule == StoreDecision.Rule.DECEPTION && guard != null) {
            wiring.observer().guarded(guard.route(), Guarding.DECEIVING);
        }
    }

    /** The same as {@link #store}, of a response that the origin has just given. */
    void storeNew(StoredResponse response) {
        if (watch == null) {
            store(response, Stored.STORED);
        } else {
            watch.isSound(response).onSuccess(sound -> {
                if (sound) {
                    store(response, Stored.STORED);
                } else {
                    leave(new Settlement.Release(false, false), Stored.POISONED);
                }
            });
        }
    }

    /**
     * Asks for the lease; once granted it is held. A fill beside an older one of this process asks for none, since it
     * would wait for that one's body to end: it answers those on board and stores nothing.
     *
     * @param fence position applied before the origin is asked
     */
    Future<Acquired> acquire(Fence fence, Duration patience) {
        wiring.observer().began();
        if (flight.isBesideAnother()) {
            return Future.succeededFuture(new Acquired.Granted(new Lease(flight.key(), fence, "")));
        }
        boolean heeding =
                !wiring.tombstones().contradicts(flight.key(), wiring.nanoTime().getAsLong());
        Leases.Wanted wanted =
                new Leases.Wanted(fence, newestPurge(fence), flight.found(), plan.hasCredentials(), heeding, patience);
        Trace step = plan.trace().begin(Trace.Step.LEASE);
        return wiring.leases()
                .acquire(flight.key(), wanted)
                .onSuccess(acquired -> step.end(Words.of(acquired)))
                .onSuccess(this::holdIfGranted);
    }

    /** A flight that a purge called for knows of it, though the key may not tell. */
    private Fence newestPurge(Fence fence) {
        if (flight.isAfterPurge()) {
            return fence;
        }
        List<String> groups =
                flight.found() instanceof Lookup.Found found ? found.response().groups() : List.of();
        return wiring.purges().newest(flight.key().key(), groups);
    }

    /** Until the resource is invalidated: whoever asks after that must not wait for what was asked before. */
    private void holdIfGranted(Acquired acquired) {
        if (acquired instanceof Acquired.Granted granted) {
            lease = granted.lease();
            flight.whenGrounded(() -> wiring.context().runOnContext(now -> handBack(new Settlement.Abandon())));
        }
    }

    /** The flight leaves the map only after the store has the value. What is of no use by now is not stored. */
    void store(StoredResponse response, Stored outcome) {
        List<Write> writes = flight.isGrounded()
                ? List.of()
                : Candidate.writes(flight.key(), response, wiring.clock().instant());
        boolean held = lease != null;
        Future<Void> filed = writes.isEmpty() ? Future.succeededFuture() : Equating.file(response, plan, wiring);
        filed.compose(ready -> handBack(new Settlement.Store(writes))).onSuccess(settled -> {
            if (settled) {
                wiring.near().stored(flight, writes, plan.rules().delivery().keepsNear());
            }
            flight.close();
            if (flight.isGrounded()) {
                takeBack(writes);
            } else {
                if (settled) {
                    wiring.siblings().stored(response);
                }
                ended(settled ? outcome : held ? Stored.LOST : Stored.SKIPPED);
            }
        });
    }

    /** The resource was invalidated while this response was under way, perhaps as it was being written. */
    private void takeBack(List<Write> written) {
        if (!written.isEmpty()) {
            wiring.store().remove(StoreKey.of(flight.key().key()));
            wiring.store().remove(StoreKey.ofSearch(flight.key().key()));
        }
        ended(Stored.SKIPPED);
    }

    /** The body is not stored after all; those who read it read on. */
    void leave(Settlement settlement, Stored outcome) {
        flight.close();
        end(settlement, outcome);
    }

    /** Nothing is stored. */
    void end(Settlement settlement, Stored outcome) {
        handBack(settlement);
        ended(outcome);
    }

    /** At most once; nothing where the fill never had a lease. */
    private Future<Boolean> handBack(Settlement settlement) {
        Lease held = lease;
        lease = null;
        if (held == null) {
            return Future.succeededFuture(false);
        }
        Trace step = plan.trace().begin(Trace.Step.STORE);
        step.tell("weir.settlement", Words.of(settlement));
        return wiring.leases().settle(held, settlement).onSuccess(done -> step.end(done ? "done" : "not_done"));
    }

    private void ended(Stored outcome) {
        if (!over) {
            over = true;
            wiring.observer().settled(outcome);
            plan.trace().end(outcome.name().toLowerCase(Locale.ROOT));
            wiring.observer().ended();
        }
    }
}
