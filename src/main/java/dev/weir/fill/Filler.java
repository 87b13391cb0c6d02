package dev.weir.fill;

import dev.weir.invalidation.Purges;
import dev.weir.message.StoreKey;
import dev.weir.policy.CachingRules;
import dev.weir.store.CacheStore;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Looks keys up and fills them, for the requests of one event loop, on flights shared with all others.
 *
 * <p>Called on its own context only; every future it returns completes there. None of them fails.
 */
public final class Filler {
    /**
     * What a filler works with.
     *
     * @param fillIds random numbers
     */
    public record Wiring(
            Vertx vertx,
            Context context,
            CacheStore store,
            Leases leases,
            Purges purges,
            InstantSource clock,
            LongSupplier fillIds,
            FillObserver observer) {}

    private static final Filled WAITED_TOO_LONG =
            new Filled.Failed(504, "Another request's fetch from the origin took longer than this route waits.");

    private final Flights flights;
    private final Wiring wiring;

    public Filler(Flights flights, Wiring wiring) {
        this.flights = flights;
        this.wiring = wiring;
    }

    /**
     * Looks a key up, once for all who ask at the same time, and goes on with what was found.
     *
     * @param then must decide on a fill before it returns: the flight of a look-up that nobody wants filled is over
     *     as soon as the request that led it has decided
     */
    public <T> Future<T> look(StoreKey key, Function<Looked, Future<T>> then) {
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
        return wiring.store().get(key).compose(found -> {
            try {
                return then.apply(mine.landLookup(found));
            } finally {
                mine.closeUnlessFilling();
            }
        });
    }

    /** Makes the fill, or waits for whoever makes it, no longer than the route says. */
    public Future<Filled> fill(Looked looked, FillPlan plan) {
        Flight flight = looked.flight();
        Hop<Filled> hop = Hop.to(wiring.context(), Filled::discard);
        if (flight.takeOff()) {
            new Fill(flight, plan, wiring, hop).run();
            return hop.future();
        }
        flight.follow(hop);
        return bounded(hop, plan.rules());
    }

    /** Fills in the background, unless somebody does already. */
    public void refresh(Looked looked, FillPlan plan) {
        Flight flight = looked.flight();
        if (flight.takeOff()) {
            new Fill(flight, plan, wiring, null).run();
        }
    }

    private Future<Filled> bounded(Hop<Filled> hop, CachingRules rules) {
        wiring.observer().waiting(1);
        long timer = wiring.vertx()
                .setTimer(rules.maxWait().toMillis(), late -> hop.promise().tryComplete(WAITED_TOO_LONG));
        return hop.future().onComplete(done -> {
            wiring.vertx().cancelTimer(timer);
            wiring.observer().waiting(-1);
        });
    }
}
