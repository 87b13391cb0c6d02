package dev.weir.exchange;

import dev.weir.exchange.Explained.Action;
import dev.weir.exchange.Explained.Asked;
import dev.weir.exchange.Explained.Kept;
import dev.weir.exchange.Explained.Place;
import dev.weir.fill.Filler;
import dev.weir.invalidation.Purges;
import dev.weir.message.CacheKey;
import dev.weir.message.RequestHead;
import dev.weir.message.StoreKey;
import dev.weir.message.StoredResponse;
import dev.weir.message.Verdict;
import dev.weir.policy.HopDecision;
import dev.weir.policy.HopPolicy;
import dev.weir.policy.LifetimeSource;
import dev.weir.policy.RangePolicy;
import dev.weir.policy.ReuseDecision;
import dev.weir.route.LeftOut;
import dev.weir.route.Route;
import dev.weir.store.Lookup;
import dev.weir.store.NearResponse;
import dev.weir.store.Tier;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Says what would become of a request, by the decisions that it would meet, and changes nothing by it: the origin is not
 * asked, nothing is kept near, counted as hot or as a use, and no flight is begun.
 *
 * <p>One event loop; nothing fails.
 */
public final class Explainer {
    private final Supplier<Destinations> destinations;
    private final Lookups lookups;
    private final NearHits near;
    private final Filler filler;
    private final Shelf shelf;

    /**
     * What is asked behind the near store.
     *
     * @param name of it; {@code near} where there is nothing behind
     * @param keys what keys are called there
     */
    public record Shelf(String name, Function<StoreKey, String> keys) {
        boolean isNear() {
            return name.equals(NEAR);
        }
    }

    private static final String NEAR = "near";

    public Explainer(Supplier<Destinations> destinations, Lookups lookups, NearHits near, Shelf shelf) {
        this.destinations = destinations;
        this.lookups = lookups;
        this.near = near;
        this.filler = lookups.filler();
        this.shelf = shelf;
    }

    /** @param received at whatever position */
    public Future<Explained> explain(RequestHead received) {
        RequestHead request = received.at(purges().position());
        return switch (HopPolicy.decide(request, lookups.name())) {
            case HopDecision.GoOn on -> routed(on.request());
            case HopDecision.Last last ->
                plain(request, null, Nexts.answered("Max-Forwards is 0: the gateway answers by itself"));
            case HopDecision.Loop loop ->
                plain(request, null, Nexts.refused(508, "its Via says that it has been here again and again"));
        };
    }

    private Future<Explained> routed(RequestHead request) {
        return switch (Prospect.of(request, destinations.get())) {
            case Prospect.Unrouted none -> plain(request, null, Nexts.refused(404, "no route takes it"));
            case Prospect.Passed passed ->
                plain(
                        passed.request(),
                        asked(passed.route(), passed.request(), null),
                        Nexts.passed(passed.why(), passed.request()));
            case Prospect.Asked asked -> looked(new Search(asked.inquiry(), asked.route(), new ArrayList<>()));
        };
    }

    private Future<Explained> plain(RequestHead request, @Nullable Asked asked, Explained.Next next) {
        return Future.succeededFuture(new Explained(request, now(), asked, List.of(), null, next));
    }

    private Future<Explained> looked(Search search) {
        Inquiry inquiry = search.inquiry();
        Instant now = now();
        if (inquiry.request().position().isUnknown()) {
            return end(search, null, Nexts.detached(inquiry, now));
        }
        StoredResponse held = near.see(inquiry, now);
        if (held != null) {
            noteNear(search, held, now);
            Reply reply = Replies.hit(inquiry, held, Tier.NEAR, now);
            return end(search, kept(inquiry, held), Nexts.fresh(reply, inquiry, held, now));
        }
        return seek(search);
    }

    /** As {@link Lookups} goes on, by the same keys. */
    private Future<Explained> seek(Search search) {
        StoreKey key = search.inquiry().storeKey();
        if (lookups.lone().isMostlyUncacheable(search.inquiry(), key)) {
            return end(search, null, Nexts.alone(search.inquiry(), LoneRequests.UNCACHEABLE));
        }
        return get(search, key).compose(found -> met(search, key, found));
    }

    private Future<Explained> met(Search search, StoreKey key, Lookup found) {
        Inquiry inquiry = search.inquiry();
        if (found instanceof Lookup.Varies varies && inquiry.vary().isEmpty()) {
            return seek(search.on(inquiry.varying(varies.index().names())));
        }
        if (found instanceof Lookup.Missing missing
                && missing.why() == Lookup.Why.NOT_STORED
                && !key.isVariant()
                && inquiry.address().isFirst()) {
            return get(search, StoreKey.ofSearch(key.key())).compose(index -> through(search, found, index));
        }
        return through(search, found, found);
    }

    private Future<Explained> through(Search search, Lookup found, Lookup index) {
        Inquiry inquiry = search.inquiry();
        Address fellows =
                index instanceof Lookup.Equates equates ? inquiry.address().by(equates.index()) : null;
        return fellows == null ? judged(search, found) : seek(search.on(inquiry.at(fellows)));
    }

    private Future<Explained> judged(Search search, Lookup found) {
        Inquiry inquiry = search.inquiry();
        Instant now = now();
        Judgement judgement = Judgement.of(inquiry, found, purges(), now);
        Kept kept = judgement.stored() == null ? null : kept(inquiry, judgement.stored());
        Explained.Next next = next(inquiry, judgement, found, now);
        boolean seeksPart = judgement.stored() == null
                && judgement.decision() instanceof ReuseDecision.Forward
                && inquiry.vary().isEmpty()
                && RangePolicy.asks(inquiry.request());
        return seeksPart
                ? get(search, StoreKey.ofPart(inquiry.key()))
                        .map(part -> lookups.parts().answer(inquiry, part))
                        .compose(reply -> end(search, kept, reply == null ? next : Nexts.servedPart(reply)))
                : end(search, kept, next);
    }

    private Explained.Next next(Inquiry inquiry, Judgement judgement, Lookup found, Instant now) {
        Nexts.Around around = new Nexts.Around(
                judgement.stored() == null ? lookups.untilStored(inquiry) : 0, filler.isUnderWay(inquiry.storeKey()));
        return switch (judgement.decision()) {
            case ReuseDecision.Serve serve ->
                Nexts.fresh(
                        Replies.hit(inquiry, serve.stored(), Judgement.tier(found), now), inquiry, serve.stored(), now);
            case ReuseDecision.ServeStale stale -> Nexts.stale(Replies.stale(inquiry, stale.stored(), now), stale, now);
            case ReuseDecision.Validate validate ->
                Nexts.asking(
                        Action.VALIDATE, validate.why(), Nexts.why(inquiry, judgement, validate.why(), now), around);
            case ReuseDecision.Forward forward ->
                Nexts.asking(Action.FORWARD, forward.why(), Nexts.why(inquiry, judgement, forward.why(), now), around);
            case ReuseDecision.Refuse refuse -> Nexts.onlyIfCached(refuse);
        };
    }

    private Future<Explained> end(Search search, @Nullable Kept kept, Explained.Next next) {
        Inquiry inquiry = search.inquiry();
        return Future.succeededFuture(new Explained(
                inquiry.request(),
                now(),
                asked(search.route(), inquiry.request(), inquiry.key()),
                List.copyOf(search.places()),
                kept,
                next));
    }

    private Future<Lookup> get(Search search, StoreKey key) {
        NearResponse held = shelf.isNear() ? null : near.held(key);
        if (held != null) {
            noteNear(search, held.response(), now());
        }
        return filler.wiring()
                .store()
                .get(key)
                .onSuccess(found -> search.note(shelf.name(), shelf.keys().apply(key), words(found)));
    }

    private void noteNear(Search search, StoredResponse stored, Instant now) {
        StoreKey key = search.inquiry().varying(stored.selecting().names()).storeKey();
        NearResponse held = near.held(key);
        String confirmed = held == null
                ? ""
                : ", last confirmed " + Words.time(Duration.between(held.confirmedAt(), now)) + " ago";
        search.note(NEAR, key.key() + (key.isVariant() ? ":" + key.variant() : ""), Words.size(stored) + confirmed);
    }

    private static String words(Lookup found) {
        return switch (found) {
            case Lookup.Found stored -> Words.size(stored.response());
            case Lookup.Varies varies ->
                "an index: responses vary by " + Words.vary(varies.index().names());
            case Lookup.Equates equates ->
                "an index: No-Vary-Search: " + equates.index().rule();
            case Lookup.Missing missing ->
                switch (missing.why()) {
                    case NOT_STORED -> "nothing";
                    case UNREACHABLE -> "unknown: it cannot be asked";
                    case UNREADABLE -> "a value that cannot be used";
                };
        };
    }

    private Kept kept(Inquiry inquiry, StoredResponse stored) {
        LifetimeSource source = LifetimeSource.of(stored, inquiry.request(), inquiry.rules());
        Verdict verdict = purges().verdict(stored, inquiry.request().position());
        return new Kept(
                stored,
                source == null ? null : source.words(),
                verdict,
                purges().matching(stored.key(), stored.groups()));
    }

    private static Asked asked(Route route, RequestHead request, @Nullable CacheKey key) {
        LeftOut leftOut = route.leftOut(request);
        return new Asked(route.name(), route.origin(), key, leftOut.query(), leftOut.fields(), leftOut.cookies());
    }

    private Purges purges() {
        return filler.wiring().purges();
    }

    private Instant now() {
        return filler.wiring().clock().instant();
    }

    /** How far the search has come, and what it met. */
    private record Search(Inquiry inquiry, Route route, List<Place> places) {
        Search on(Inquiry further) {
            return new Search(further, route, places);
        }

        void note(String store, String key, String found) {
            places.add(new Place(store, key, found));
        }
    }
}
