package dev.weir.fill;

import dev.weir.fill.FillObserver.Stored;
import dev.weir.fill.Leases.Acquired;
import dev.weir.fill.Leases.Lease;
import dev.weir.fill.Leases.Settlement;
import dev.weir.message.Body;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.StoreKey;
import dev.weir.message.StoredResponse;
import dev.weir.message.Verdict;
import dev.weir.origin.Asking;
import dev.weir.origin.OriginFailure;
import dev.weir.origin.OriginResponse;
import dev.weir.policy.Boarding;
import dev.weir.policy.FillRequest;
import dev.weir.policy.Freshening;
import dev.weir.policy.Selection;
import dev.weir.policy.StoreDecision;
import dev.weir.policy.StorePolicy;
import dev.weir.policy.StoreQuestion;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request to the origin, for all who fly with it: lease, ask, decide on the head, share the body, settle.
 *
 * <p>Runs on the context of the request that led, and goes on when that client goes away. The wait of every follower
 * ends with the response head, whatever it is.
 */
final class Fill {
    private static final Logger LOG = LoggerFactory.getLogger(Fill.class);
    private static final Settlement NO_LEASE = new Settlement.Release(false, false);

    /** The longest that a client whose response is adopted waits for a lease: it has its answer already. */
    private static final Duration ADOPTION = Duration.ofMillis(500);

    private final Flight flight;
    private final FillPlan plan;
    private final Filler.Wiring wiring;
    private final Tenure tenure;
    private final Audience audience;
    private final AskedSiblings siblings;

    /** @param leader null for a fill that nobody waits for */
    Fill(Flight flight, FillPlan wanted, Filler.Wiring wiring, @Nullable Hop<Filled> leader) {
        this.flight = flight;
        this.plan = wanted.begun();
        flight.followedBy(plan.trace());
        this.wiring = wiring;
        this.tenure = new Tenure(flight, plan, wiring);
        this.audience = new Audience(flight, wiring.context(), leader);
        this.siblings = AskedSiblings.of(flight.key(), plan, wiring);
    }

    /** Takes the lease with the fence read <em>before</em> the origin is asked. */
    void run() {
        if (wiring.tombstones().hasTimedOut(flight.key(), wiring.nanoTime().getAsLong())) {
            Filled failed = new Filled.Failed(504, "The origin did not answer in time a moment ago.");
            audience.finish(failed, failed);
            return;
        }
        tenure.acquire(wiring.purges().applied(), plan.rules().maxWait())
                .onSuccess(acquired -> guarded(() -> goOn(acquired)));
    }

    private void goOn(Acquired acquired) {
        switch (acquired) {
            case Acquired.Granted granted -> ask(granted.lease(), plan);
            case Acquired.Landed landed -> finish(new Filled.Elsewhere(), new Filled.Elsewhere(), NO_LEASE);
            case Acquired.Released released -> finish(new Filled.Released(), new Filled.Released(), NO_LEASE);
            case Acquired.Uncacheable uncacheable -> uncacheable();
            case Acquired.Failed failed -> failed(failed.status(), "The fetch by another gateway failed.");
        }
    }

    /**
     * Goes on from a response that the origin has given already; the fence is the one from before that. Without a lease
     * it is for its own client alone: the origin is never asked again.
     */
    void adopt(OriginResponse response, Instant requestTime) {
        tenure.acquire(plan.request().position(), ADOPTION).onSuccess(acquired -> {
            if (acquired instanceof Acquired.Granted granted) {
                guarded(() -> answered(granted.lease(), plan, requestTime, response));
            } else {
                finish(new Filled.Again(), new Filled.Own(response, StoreDecision.Rule.NO_FRESHNESS), NO_LEASE);
            }
        });
    }

    /** Another gateway has met a response that forbids storing itself. */
    private void uncacheable() {
        remember(true);
        finish(new Filled.Released(), new Filled.Released(), NO_LEASE);
    }

    private void remember(boolean uncacheable) {
        if (uncacheable) {
            long now = wiring.nanoTime().getAsLong();
            wiring.tombstones().uncacheable(flight.key(), plan.hasCredentials(), now);
        }
    }

    /** The fence is read once more, for the wait for the lease may have been long, and before the origin is asked. */
    private void ask(Lease granted, FillPlan asked) {
        Lease held = granted.at(wiring.purges().applied());
        Instant requestTime = wiring.clock().instant();
        asked.origin()
                .send(new Asking(
                        requestFor(asked), asked.content(), flight.key().key()))
                .onSuccess(response -> guarded(() -> answered(held, asked, requestTime, response)))
                .onFailure(cause -> guarded(() -> failed(((OriginFailure) cause).kind())));
    }

    /** In the background nobody waits for what precedes the response. */
    private RequestHead requestFor(FillPlan asked) {
        RequestHead fill =
                FillRequest.of(audience.leader() == null ? asked.request().silent() : asked.request());
        if (!asked.validate()) {
            return fill;
        }
        return asked.stored() == null
                ? FillRequest.conditional(fill, siblings.tags())
                : FillRequest.conditional(fill, asked.stored());
    }

    /** A bug costs those who wait an error; left alone it would cost every later request of this key its whole wait. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException bug) {
            LOG.error("A fill failed inside the gateway.", bug);
            failed(500, "The gateway failed. Its log says how.");
        }
    }

    private void answered(Lease held, FillPlan asked, Instant requestTime, OriginResponse response) {
        StoreQuestion question = new StoreQuestion(
                asked.request(), response.head(), requestTime, wiring.clock().instant(), asked.rules());
        int status = response.head().status();
        if (status == 304 && asked.validate() && asked.stored() != null) {
            freshen(held, asked, asked.stored(), question);
        } else if (status == 304 && asked.validate() && !siblings.tags().isEmpty()) {
            freshenSibling(held, asked, question);
        } else if (status >= 500
                && plan.isStaleUsable(plan.request(), status, wiring.clock().instant())) {
            response.body().discard();
            failed(status, "The origin answered " + status + ".");
        } else if (status == 304) {
            response.body().discard();
            failed(502, "The origin answered 304 to a request without a precondition.");
        } else {
            switch (StorePolicy.decide(question)) {
                case StoreDecision.Store store -> storeIfForAll(held, question, store, response);
                case StoreDecision.Skip skip -> release(skip.rule(), response);
            }
        }
    }

    /** The origin says that a variant which is stored is the one that is asked for. */
    private void freshenSibling(Lease held, FillPlan asked, StoreQuestion question) {
        siblings.named(asked, question.response())
                .onSuccess(lent -> guarded(() -> {
                    if (lent == null) {
                        ask(held, asked.unconditional());
                    } else {
                        freshen(held, asked, lent, question);
                    }
                }));
    }

    /**
     * The stored response gets the fence from before the question. It must not have been purged since its own fence: the
     * 304 says that it equals what the origin would send, and a purge that it is not to be believed. That it is still
     * what stands in the store, the lease says: it was granted for this very fill id, and without it nothing is stored.
     */
    private void freshen(Lease held, FillPlan asked, StoredResponse stored, StoreQuestion question) {
        StoredResponse fresh =
                Freshening.freshen(stored, question, wiring.fillIds().getAsLong(), held.fence());
        boolean purged = wiring.purges().verdict(stored, wiring.purges().applied()) == Verdict.HARD;
        if (fresh == null || purged || !asked.isAnsweredBy(fresh.head())) {
            ask(held, asked.unconditional());
            return;
        }
        audience.offer((context, boarding) -> new Filled.Freshened(fresh, boarding));
        tenure.store(fresh, Stored.FRESHENED);
    }

    private void storeIfForAll(Lease held, StoreQuestion question, StoreDecision.Store store, OriginResponse response) {
        if (plan.isAnsweredBy(store.head())) {
            store(held, question, store, response);
        } else {
            finish(
                    new Filled.Apart(null, question.requestTime()),
                    new Filled.Apart(response, question.requestTime()),
                    new Settlement.Release(false, false));
        }
    }

    /** A response that could not be stored coded is stored as it came. */
    private void store(Lease held, StoreQuestion question, StoreDecision.Store store, OriginResponse response) {
        @Nullable
        OriginResponse coded = tenure.isWatched() ? null : Compressing.of(question, response, wiring.context());
        if (coded != null && StorePolicy.decide(question.about(coded.head())) instanceof StoreDecision.Store same) {
            store(held, same, coded, false);
        } else {
            store(held, store, response, true);
        }
    }

    private void store(Lease held, StoreDecision.Store store, OriginResponse response, boolean verbatim) {
        int status = response.head().status();
        if (status >= 500
                && plan.isStaleUsable(
                        plan.request().with("GET", FieldLines.EMPTY),
                        status,
                        wiring.clock().instant())) {
            release(StoreDecision.Rule.STATUS, response); // of no use to this request, but to others
            return;
        }
        if (Selection.isTooWide(Selection.union(plan.vary(), store.vary()))) {
            release(StoreDecision.Rule.VARY_TOO_WIDE, response);
            return;
        }
        long nanos = wiring.nanoTime().getAsLong();
        wiring.tombstones().storable(flight.key(), nanos);
        wiring.tombstones().storable(StoreKey.of(flight.key().key()), nanos);
        StoredResponse candidate =
                Candidate.of(flight.key(), held, store, plan, wiring.fillIds().getAsLong());
        StoredResponse own = candidate.with(store.own());
        switch (response.body()) {
            case Body.Arriving arriving ->
                new Sharing(audience, tenure, candidate, own)
                        .share(
                                new Sharing.Content(arriving, response.delimited(), verbatim),
                                plan.rules(),
                                wiring.nanoTime());
            case Body.Empty empty -> shareWhole(candidate, own, empty);
            case Body.Whole whole -> shareWhole(candidate, own, whole);
        }
    }

    private void shareWhole(StoredResponse response, StoredResponse own, Body body) {
        audience.offer((context, boarding) ->
                new Filled.Shared(boarding == Boarding.LED ? own : response, body, boarding, true, true));
        tenure.storeNew(response);
    }

    private void release(StoreDecision.Rule rule, OriginResponse response) {
        tenure.refused(rule);
        int status = response.head().status();
        if (status >= 500) {
            Filled failed = new Filled.Failed(status, "The origin answered " + status + ".");
            finish(failed, new Filled.FailedWith(response), new Settlement.Fail(status, false));
        } else {
            boolean uncacheable = rule.isOfTheResponse() && plan.stored() == null;
            remember(uncacheable);
            finish(
                    new Filled.Released(),
                    new Filled.Own(response, rule),
                    new Settlement.Release(uncacheable, plan.hasCredentials()));
        }
    }

    /**
     * Only a time-out is remembered: an origin that refuses, or answers with an error, costs nobody a wait. What this
     * gateway did not send, since it has too many requests at the origin, another of the fleet may have room for.
     */
    private void failed(OriginFailure.Kind kind) {
        Filled.Failed outcome = new Filled.Failed(kind.status(), kind.detail());
        boolean timedOut = kind == OriginFailure.Kind.TIMED_OUT;
        if (timedOut) {
            wiring.tombstones().timedOut(flight.key(), wiring.nanoTime().getAsLong());
        }
        if (kind == OriginFailure.Kind.OVERLOADED) {
            finish(outcome, outcome, new Settlement.Abandon());
        } else {
            failed(outcome, timedOut);
        }
    }

    private void failed(int status, String detail) {
        failed(new Filled.Failed(status, detail), false);
    }

    private void failed(Filled.Failed outcome, boolean timedOut) {
        finish(outcome, outcome, new Settlement.Fail(outcome.status(), timedOut));
    }

    private void finish(Filled forFollowers, Filled forLeader, Settlement settlement) {
        audience.finish(forFollowers, forLeader);
        tenure.end(settlement, Stored.SKIPPED);
    }
}
