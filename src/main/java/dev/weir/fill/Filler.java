package dev.weir.fill;

import dev.weir.fill.FillObserver.Stored;
import dev.weir.invalidation.Purges;
import dev.weir.message.CacheKey;
import dev.weir.message.Fence;
import dev.weir.message.Selecting;
import dev.weir.message.StoreKey;
import dev.weir.message.StoredResponse;
import dev.weir.message.VaryIndex;
import dev.weir.message.Verdict;
import dev.weir.origin.Origin;
import dev.weir.origin.OriginResponse;
import dev.weir.policy.StoreDecision;
import dev.weir.store.CacheStore;
import dev.weir.store.Lookup;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks keys up and fills them, for the requests of one event loop, on flights shared with all others.
 *
 * <p>Called on its own context only; every future it returns completes there. None of them fails.
 */
public final class Filler {
    /**
     * What a filler works with.
     *
     * @param tombstones shared with all event loops
     * @param fillIds random numbers
     * @param nanoTime monotonic
     */
    public record Wiring(
            Vertx vertx,
            Context context,
            CacheStore store,
            Leases leases,
            Tombstones tombstones,
            Siblings siblings,
            Purges purges,
            InstantSource clock,
            LongSupplier fillIds,
            LongSupplier nanoTime,
            FillObserver observer,
            Keeping keeping) {
        NearTier near() {
            return keeping.near();
        }
    }

    /** What all fillers of a process share beside their flights. */
    public record Keeping(NearTier near, RefreshBudgets budgets) {}

    private static final Filled WAITED_TOO_LONG =
            new Filled.Failed(504, "The answer of the origin took longer than this route waits.");

    private final Flights flights;
    private final Wiring wiring;

    public Filler(Flights flights, Wiring wiring) {
        this.flights = flights;
        this.wiring = wiring;
    }

    public Wiring wiring() {
        return wiring;
    }

    /**
     * Looks a key up, once for all who ask at the same time, and goes on with what was found.
     *
     * @param keep whether the process keeps what is found in its own memory
     * @param then must decide on a fill before it returns: the flight of a look-up that nobody wants filled is over
     *     as soon as the request that led it has decided
     */
    public <T> Future<T> look(StoreKey key, boolean keep, Function<Looked, Future<T>> then) {
        return look(key, new Manner(false, keep), then);
    }

    /**
     * The same, and where nothing stands there, looks for the index that tells whether other queries of its URI are the
     * same: part of the one look-up that all who ask share.
     */
    public <T> Future<T> lookThroughQueries(StoreKey key, boolean keep, Function<Looked, Future<T>> then) {
        return look(key, new Manner(true, keep), then);
    }

    /** How something is looked up: through the queries of its URI, and whether the process keeps what is found. */
    private record Manner(boolean throughQueries, boolean keep) {}

    private <T> Future<T> look(StoreKey key, Manner manner, Function<Looked, Future<T>> then) {
        Flight mine = flights.create(key);
        Flight boarded = flights.boardOr(mine);
        while (boarded != null) {
            Future<Looked> looked = boarded.look(wiring.context());
            if (looked != null) {
                return looked.compose(then);
            }
            flights.leave(boarded);
            boarded = flights.boardOr(mine);
        }
        return lead(mine, manner, then);
    }

    /**
     * Looks up again, on the next flight: what the one it comes from has offered is not for those who come now. Whoever
     * finds that out first puts the next one on the map.
     *
     * @param purged because of a purge, not of age
     * @param keep whether the process keeps what is found in its own memory
     */
    public <T> Future<T> lookPast(Looked spent, boolean purged, boolean keep, Function<Looked, Future<T>> then) {
        Flight next = flights.replace(spent.flight(), purged);
        return next == null ? look(spent.flight().key(), keep, then) : lead(next, new Manner(false, keep), then);
    }

    private <T> Future<T> lead(Flight mine, Manner manner, Function<Looked, Future<T>> then) {
        StoreKey key = mine.key();
        long mark = wiring.near().mark(key);
        return wiring.store()
                .get(key)
                .compose(found -> manner.throughQueries() && isNotStored(found)
                        ? wiring.store()
                                .get(StoreKey.ofSearch(key.key()))
                                .compose(index -> land(
                                        mine,
                                        wiring.near()
                                                .met(
                                                        key,
                                                        mark,
                                                        index instanceof Lookup.Equates ? index : found,
                                                        manner.keep()),
                                        then))
                        : land(mine, wiring.near().met(key, mark, found, manner.keep()), then));
    }

    private static boolean isNotStored(Lookup found) {
        return found instanceof Lookup.Missing missing && missing.why() == Lookup.Why.NOT_STORED;
    }

    private static <T> Future<T> land(Flight mine, Lookup found, Function<Looked, Future<T>> then) {
        try {
            return then.apply(mine.landLookup(found));
        } finally {
            mine.closeUnlessFilling();
        }
    }

    /**
     * Makes the fill, or waits for whoever makes it. The fill goes on for others, and for the store, where this request
     * cannot wait for it.
     *
     * @param until end of the wait, by the monotonic clock
     */
    public Future<Filled> fill(Looked looked, FillPlan plan, long until) {
        Flight flight = looked.flight();
        Hop<Filled> hop = Hop.to(wiring.context(), Filled::discard);
        if (flight.takeOff()) {
            new Fill(flight, plan, wiring, hop).run();
            return bounded(hop, until);
        }
        flight.follow(hop);
        wiring.observer().waiting(1);
        return bounded(hop, until).onComplete(done -> {
            wiring.observer().waiting(-1);
            plan.trace().linkTo(flight.trace());
        });
    }

    /** The key for {@link #adopt}, as after a look-up that found nothing; null while somebody looks or fills it. */
    public @Nullable Looked claim(StoreKey key) {
        Flight mine = flights.create(key);
        return flights.boardOr(mine) == null ? mine.landLookup(Lookup.NOT_STORED) : null;
    }

    /**
     * Shares and stores a response that another request brought, as the fill of the one that claimed the key.
     *
     * @param requestTime when the request was sent that it answers
     */
    public Future<Filled> adopt(Looked claimed, FillPlan plan, OriginResponse response, Instant requestTime) {
        claimed.flight().takeOff();
        Hop<Filled> hop = Hop.to(wiring.context(), Filled::discard);
        new Fill(claimed.flight(), plan, wiring, hop).adopt(response, requestTime);
        return hop.future();
    }

    /** Fills in the background, unless somebody does already. */
    public void fillBehind(Looked looked, FillPlan plan) {
        Flight flight = looked.flight();
        if (flight.takeOff()) {
            new Fill(flight, plan, wiring, null).run();
        }
    }

    /** Refreshes what is stored in the background, unless somebody does already or the origin's budget is spent. */
    public void refresh(Looked looked, FillPlan plan) {
        String origin = plan.origin().name();
        Flight flight = looked.flight();
        if (!wiring.keeping().budgets().take(origin)) {
            wiring.observer().refreshed(origin, FillObserver.Refresh.PUT_OFF);
        } else if (flight.takeOff()) {
            wiring.observer().refreshed(origin, FillObserver.Refresh.BEGUN);
            new Fill(flight, plan, wiring, null).run();
        } else {
            wiring.keeping().budgets().giveBack(origin);
        }
    }

    /** Whether a refresh has to be put off, before anything is asked for its sake. */
    public boolean putsOff(Origin origin) {
        boolean spent = wiring.keeping().budgets().isSpent(origin.name());
        if (spent) {
            wiring.observer().refreshed(origin.name(), FillObserver.Refresh.PUT_OFF);
        }
        return spent;
    }

    /** The names by which a resource was seen to vary of late, or null. */
    public @Nullable VaryIndex knownIndex(CacheKey resource) {
        return wiring.near().index(resource);
    }

    /** The index led to nothing that is stored. */
    public void forgetIndex(CacheKey resource) {
        wiring.near().drop(StoreKey.of(resource));
    }

    /**
     * Puts what became of a stored response in the place of what was looked up, in the background; nothing where it is
     * being filled.
     */
    public void revise(Looked looked, FillPlan plan, StoredResponse revised) {
        Flight flight = looked.flight();
        if (flight.takeOff()) {
            new Revision(flight, plan, wiring, revised).run();
        }
    }

    /**
     * Keeps a part that has arrived, for as long as it is fresh, unless what it is of was purged meanwhile.
     *
     * @param fence position applied before the origin was asked
     */
    public void keepPart(CacheKey key, Fence fence, StoreDecision.Store store, Buffer content) {
        StoredResponse part = new StoredResponse(
                wiring.fillIds().getAsLong(),
                fence,
                key,
                Selecting.NONE,
                store.groups(),
                store.head(),
                content,
                store.terms());
        Duration keep = part.terms().ttl(wiring.clock().instant());
        if (keep.isPositive() && wiring.purges().verdict(part, wiring.purges().applied()) == Verdict.NONE) {
            wiring.store()
                    .put(StoreKey.ofPart(key), new Lookup.Found(part), keep)
                    .onSuccess(written -> wiring.observer().settled(written ? Stored.PART : Stored.LOST));
        }
    }

    /**
     * What this process is fetching for a resource and its variants still answers those who wait, and is not stored: who
     * asks from now on asks anew. What stands for many queries of its URI does so no more.
     */
    public Future<Void> ground(CacheKey resource) {
        flights.ground(resource);
        return wiring.store().remove(StoreKey.ofSearch(resource)).map(removed -> {
            wiring.near().forget(resource);
            return null;
        });
    }

    /** Whether somebody of this process looks a key up or fills it at this moment. */
    public boolean isUnderWay(StoreKey key) {
        return flights.has(key);
    }

    /** The one it is called on. */
    public Context context() {
        return wiring.context();
    }

    private Future<Filled> bounded(Hop<Filled> hop, long until) {
        long left = Duration.ofNanos(until - wiring.nanoTime().getAsLong()).toMillis();
        long timer =
                wiring.vertx().setTimer(Math.max(1, left), late -> hop.promise().tryComplete(WAITED_TOO_LONG));
        return hop.future().onComplete(done -> wiring.vertx().cancelTimer(timer));
    }
}
