package dev.weir.fill;

import dev.weir.fill.FillObserver.Stored;
import dev.weir.fill.Leases.Acquired;
import dev.weir.fill.Leases.Lease;
import dev.weir.message.Body;
import dev.weir.message.RequestHead;
import dev.weir.message.StoredResponse;
import dev.weir.message.Verdict;
import dev.weir.origin.OriginFailure;
import dev.weir.origin.OriginResponse;
import dev.weir.policy.FailureDecision;
import dev.weir.policy.FailurePolicy;
import dev.weir.policy.FailureQuestion;
import dev.weir.policy.FillRequest;
import dev.weir.policy.Freshening;
import dev.weir.policy.Selection;
import dev.weir.policy.StoreDecision;
import dev.weir.policy.StorePolicy;
import dev.weir.policy.StoreQuestion;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.function.Function;
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

    /** The limit that every body exceeds, one of unknown length too. */
    private static final long NOTHING = Long.MIN_VALUE;

    private final Flight flight;
    private final FillPlan plan;
    private final Filler.Wiring wiring;
    private final @Nullable Hop<Filled> leader;
    private boolean over;

    Fill(Flight flight, FillPlan plan, Filler.Wiring wiring, @Nullable Hop<Filled> leader) {
        this.flight = flight;
        this.plan = plan;
        this.wiring = wiring;
        this.leader = leader;
    }

    /** Takes the lease with the fence read <em>before</em> the origin is asked. */
    void run() {
        wiring.observer().began();
        wiring.leases().acquire(flight.key(), wiring.purges().applied()).onSuccess(acquired -> {
            switch (acquired) {
                case Acquired.Granted granted -> ask(granted.lease(), plan);
                case Acquired.Landed landed -> finish(new Filled.Again(), new Filled.Again());
            }
        });
    }

    private void ask(Lease lease, FillPlan asked) {
        Instant requestTime = wiring.clock().instant();
        asked.origin()
                .send(requestFor(asked), asked.content())
                .onSuccess(response -> guarded(() -> answered(lease, asked, requestTime, response)))
                .onFailure(cause -> failed(((OriginFailure) cause).kind()));
    }

    /** In the background nobody waits for what precedes the response. */
    private RequestHead requestFor(FillPlan asked) {
        RequestHead fill = FillRequest.of(leader == null ? asked.request().silent() : asked.request());
        return asked.validate() && asked.stored() != null ? FillRequest.conditional(fill, asked.stored()) : fill;
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

    private void answered(Lease lease, FillPlan asked, Instant requestTime, OriginResponse response) {
        StoreQuestion question = new StoreQuestion(
                asked.request(), response.head(), requestTime, wiring.clock().instant(), asked.rules());
        int status = response.head().status();
        if (status == 304 && asked.validate() && asked.stored() != null) {
            freshen(lease, asked, asked.stored(), question);
        } else if (status >= 500 && isStaleUsable(status)) {
            response.body().discard();
            failed(status, "The origin answered " + status + ".");
        } else if (status == 304) {
            response.body().discard();
            failed(502, "The origin answered 304 to a request without a precondition.");
        } else {
            switch (StorePolicy.decide(question)) {
                case StoreDecision.Store store -> store(lease, store, response);
                case StoreDecision.Skip skip -> release(skip.rule(), response);
            }
        }
    }

    /** An error never replaces what may still be served stale (RFC 5861 §4). */
    private boolean isStaleUsable(int status) {
        FailureQuestion question = new FailureQuestion(
                plan.stored(),
                Verdict.NONE,
                plan.request(),
                status,
                wiring.clock().instant());
        return FailurePolicy.decide(question) instanceof FailureDecision.ServeStale;
    }

    private void freshen(Lease lease, FillPlan asked, StoredResponse stored, StoreQuestion question) {
        StoredResponse fresh =
                Freshening.freshen(stored, question, wiring.fillIds().getAsLong(), lease.fence());
        if (fresh == null) {
            ask(lease, asked.unconditional());
            return;
        }
        flight.offer(context -> new Filled.Freshened(fresh, false));
        tellLeader(new Filled.Freshened(fresh, true));
        settle(lease, fresh, Stored.FRESHENED);
    }

    private void store(Lease lease, StoreDecision.Store store, OriginResponse response) {
        if (Selection.union(plan.vary(), store.vary()).size() > Selection.MAX_NAMES) {
            release(StoreDecision.Rule.VARY_TOO_WIDE, response);
        } else {
            share(lease, store, response);
        }
    }

    private void share(Lease lease, StoreDecision.Store store, OriginResponse response) {
        StoredResponse candidate =
                Candidate.of(flight.key(), lease, store, plan, wiring.fillIds().getAsLong());
        StoredResponse own = candidate.with(store.own());
        switch (response.body()) {
            case Body.Arriving arriving -> shareArriving(lease, candidate, own, arriving, response.delimited());
            case Body.Empty empty -> shareWhole(lease, candidate, own, empty);
            case Body.Whole whole -> shareWhole(lease, candidate, own, whole);
        }
    }

    private void shareWhole(Lease lease, StoredResponse response, StoredResponse own, Body body) {
        flight.offer(context -> new Filled.Shared(response, body, false, true));
        tellLeader(new Filled.Shared(own, body, true, true));
        settle(lease, response, Stored.STORED);
    }

    /**
     * Readers are made before the first byte is read, so that none of them misses it. A body without an end of its own
     * may be incomplete and is not kept (RFC 9112 §8 would call it complete): one that broke off would be broken for all.
     */
    private void shareArriving(
            Lease lease, StoredResponse candidate, StoredResponse own, Body.Arriving arriving, boolean delimited) {
        long maxBody = delimited ? plan.rules().maxBody() : NOTHING;
        boolean kept = delimited && arriving.length() <= maxBody;
        boolean rangeable = kept && arriving.length() != Body.UNKNOWN;
        StoredResponse response = rangeable ? Candidate.rangeable(candidate) : candidate;
        StoredResponse leaders = rangeable ? Candidate.rangeable(own) : own;
        BodyTee tee = new BodyTee(wiring.context(), arriving, maxBody, new Landing(lease, response));
        flight.offer(readersOf(tee, response, kept));
        if (leader != null) {
            leader.complete(shared(tee, leader.context(), leaders, kept, true));
        }
        if (!kept) {
            flight.close();
            ended(delimited ? Stored.TOO_LONG : Stored.UNDELIMITED);
        }
        tee.start();
    }

    private static Function<Context, Filled> readersOf(BodyTee tee, StoredResponse response, boolean kept) {
        return context -> shared(tee, context, response, kept, false);
    }

    private static Filled shared(BodyTee tee, Context context, StoredResponse response, boolean kept, boolean led) {
        TeeReader reader = tee.reader(context);
        return reader == null
                ? new Filled.Again()
                : new Filled.Shared(response, new Body.Arriving(reader, tee.length(), reader::cancel), led, kept);
    }

    /** What follows from the end of a shared body. */
    private final class Landing implements BodyTee.Ending {
        private final Lease lease;
        private final StoredResponse response;

        Landing(Lease lease, StoredResponse response) {
            this.lease = lease;
            this.response = response;
        }

        @Override
        public void whole(Buffer body) {
            settle(lease, Candidate.rangeable(response).with(body), Stored.STORED);
        }

        @Override
        public void outgrown() {
            flight.close();
            ended(Stored.TOO_LONG);
        }

        @Override
        public void truncated() {
            flight.close();
            ended(Stored.TRUNCATED);
        }
    }

    /** The flight leaves the map only after the store has the value. */
    private void settle(Lease lease, StoredResponse response, Stored outcome) {
        wiring.leases()
                .settle(
                        lease,
                        Candidate.writes(flight.key(), response, wiring.clock().instant()))
                .onSuccess(settled -> {
                    flight.close();
                    ended(settled ? outcome : Stored.LOST);
                });
    }

    private void release(StoreDecision.Rule rule, OriginResponse response) {
        int status = response.head().status();
        if (status >= 500) {
            finish(new Filled.Failed(status, "The origin answered " + status + "."), new Filled.FailedWith(response));
        } else {
            finish(new Filled.Released(rule), new Filled.Own(response, rule));
        }
    }

    private void failed(OriginFailure.Kind kind) {
        failed(kind.status(), kind.detail());
    }

    private void failed(int status, String detail) {
        Filled outcome = new Filled.Failed(status, detail);
        finish(outcome, outcome);
    }

    private void finish(Filled forFollowers, Filled forLeader) {
        flight.finish(forFollowers);
        ended(Stored.SKIPPED);
        tellLeader(forLeader);
    }

    private void tellLeader(Filled outcome) {
        if (leader == null) {
            outcome.discard();
        } else {
            leader.complete(outcome);
        }
    }

    private void ended(Stored outcome) {
        if (over) {
            return;
        }
        over = true;
        wiring.observer().settled(outcome);
        wiring.observer().ended();
    }
}
