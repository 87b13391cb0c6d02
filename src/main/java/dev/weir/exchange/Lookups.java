package dev.weir.exchange;

import dev.weir.fill.FillPlan;
import dev.weir.fill.Filler;
import dev.weir.fill.Looked;
import dev.weir.fill.Uses;
import dev.weir.invalidation.Purges;
import dev.weir.message.Onward;
import dev.weir.message.StoreKey;
import dev.weir.message.StoredResponse;
import dev.weir.message.VaryIndex;
import dev.weir.message.Verdict;
import dev.weir.origin.OriginResponse;
import dev.weir.policy.CachingRules;
import dev.weir.policy.FillRequest;
import dev.weir.policy.ForwardReason;
import dev.weir.policy.RangePolicy;
import dev.weir.policy.ReuseDecision;
import dev.weir.policy.ReusePolicy;
import dev.weir.policy.ReuseQuestion;
import dev.weir.policy.Via;
import dev.weir.store.Lookup;
import dev.weir.store.Tier;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Requests that may be answered from what is stored: look, decide on reuse, else fill; then see {@link Landings}. */
public final class Lookups {
    private final Filler filler;
    private final NearHits near;
    private final Refreshes refreshes;
    private final Uses uses;
    private final Purges purges;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final String name;
    private final LoneRequests lone;
    private final Parts parts;
    private final HeadRequests heads;
    private final Landings landings;

    public Lookups(Filler filler, NearHits near, Surroundings around) {
        this.filler = filler;
        this.near = near;
        this.refreshes = new Refreshes(filler, around.chance());
        this.uses = around.uses();
        this.purges = filler.wiring().purges();
        this.clock = filler.wiring().clock();
        this.nanoTime = filler.wiring().nanoTime();
        this.name = around.name();
        this.heads = new HeadRequests(filler, purges, clock);
        this.lone = new LoneRequests(filler.wiring().tombstones(), clock, nanoTime);
        this.parts = new Parts(filler, lone, purges, clock);
        this.landings = new Landings(this, lone, parts, filler.wiring());
    }

    /**
     * What decisions depend on beside the request.
     *
     * @param chance random numbers from 0 to 1
     * @param name by which this process marks what it forwards
     */
    public record Surroundings(Uses uses, DoubleSupplier chance, String name) {}

    Purges purges() {
        return purges;
    }

    String name() {
        return name;
    }

    Filler filler() {
        return filler;
    }

    Parts parts() {
        return parts;
    }

    LoneRequests lone() {
        return lone;
    }

    HeadRequests heads() {
        return heads;
    }

    InstantSource clock() {
        return clock;
    }

    /**
     * Files a response that came for another request, as if the inquiry had led a fill; null while somebody else does.
     *
     * @param requestTime when the request was sent that it answers
     * @param why that request went to the origin
     */
    Future<@Nullable Reply> adopt(Inquiry inquiry, OriginResponse response, Instant requestTime, ForwardReason why) {
        boolean mayHaveMissedPurges = inquiry.request().position().isUnknown();
        Looked claimed = mayHaveMissedPurges ? null : filler.claim(StoreKey.of(inquiry.key()));
        if (claimed == null) {
            return Future.succeededFuture();
        }
        Inquiry begun = inquiry.course().equals(Course.NOT_BEGUN) ? begin(inquiry) : inquiry;
        Waiting waiting = new Waiting(begun, claimed, plan(inquiry, null, false), why);
        return filler.adopt(claimed, waiting.plan(), response, requestTime)
                .compose(filled -> landings.land(waiting, filled));
    }

    /** Whether {@link #near} may have an answer on such a route. */
    boolean servesNear(CachingRules rules) {
        return near.serve(rules);
    }

    /** The answer from this process's memory at once, or null; {@code onward} is how the origin is asked to refresh it. */
    @Nullable
    Reply near(Inquiry inquiry, Onward onward) {
        Instant now = clock.instant();
        StoredResponse stored = near.find(inquiry, now);
        if (stored == null) {
            return null;
        }
        refreshes.near(inquiry, stored, now, onward);
        return Replies.hit(inquiry, stored, Tier.NEAR, now);
    }

    /** Where purges may have been missed when the request arrived, nothing stored or shared answers it. */
    Future<Reply> answer(Inquiry inquiry) {
        Inquiry begun = begin(inquiry);
        if (inquiry.request().position().isUnknown()) {
            return detached(begun);
        }
        VaryIndex known = filler.knownIndex(inquiry.key());
        return known == null ? look(begun) : lookVarying(begun, known.names());
    }

    private Inquiry begin(Inquiry inquiry) {
        return inquiry.on(
                Course.until(nanoTime.getAsLong() + inquiry.rules().maxWait().toNanos()));
    }

    /** An index met of late spares the question for it; if it leads to nothing, the question is asked after all. */
    private Future<Reply> lookVarying(Inquiry inquiry, List<String> names) {
        Inquiry varying = inquiry.varying(names);
        StoreKey key = varying.storeKey();
        if (lone.isUncacheable(varying, key)) {
            return lone.sendUncacheable(varying, key);
        }
        return filler.look(key, inquiry.keepsNear(), varying.onceLooked(looked -> {
            if (Judgement.selected(varying, looked.found()) != null) {
                return reuse(varying, looked);
            }
            filler.forgetIndex(inquiry.key());
            return look(inquiry);
        }));
    }

    /** Begins at the resource's key; also for a request that was sent to look again. */
    Future<Reply> look(Inquiry inquiry) {
        StoreKey key = StoreKey.of(inquiry.key());
        if (lone.isUncacheable(inquiry, key)) {
            return lone.sendUncacheable(inquiry, key);
        }
        Function<Looked, Future<Reply>> then = inquiry.onceLooked(looked -> met(inquiry, looked));
        return inquiry.address().isFirst()
                ? filler.lookThroughQueries(key, inquiry.keepsNear(), then)
                : filler.look(key, inquiry.keepsNear(), then);
    }

    private Future<Reply> detached(Inquiry inquiry) {
        Instant now = clock.instant();
        ReuseQuestion question = new ReuseQuestion(inquiry.request(), null, Verdict.HARD, ForwardReason.MISS, now);
        return ReusePolicy.decide(question) instanceof ReuseDecision.Refuse refuse
                ? Future.succeededFuture(Replies.refused(inquiry, refuse.status()))
                : lone.send(inquiry, ForwardReason.MISS);
    }

    /**
     * Looks again for a request that came too late for the response of the flight it boarded.
     *
     * @param purged because of a purge, not of age
     */
    Future<Reply> answerNext(Inquiry inquiry, Looked spent, boolean purged) {
        return filler.lookPast(spent, purged, inquiry.keepsNear(), inquiry.onceLooked(looked -> met(inquiry, looked)));
    }

    /** What stands under the resource's key: the response itself, or the way to its variants or its fellows. */
    private Future<Reply> met(Inquiry inquiry, Looked looked) {
        if (looked.found() instanceof Lookup.Varies varies) {
            return answerVariant(inquiry.varying(varies.index().names()));
        }
        Address fellows = looked.found() instanceof Lookup.Equates equates
                ? inquiry.address().by(equates.index())
                : null;
        return fellows == null ? reuse(inquiry, looked) : look(inquiry.at(fellows));
    }

    Future<Reply> answerVariant(Inquiry inquiry) {
        StoreKey key = inquiry.storeKey();
        return lone.isUncacheable(inquiry, key)
                ? lone.sendUncacheable(inquiry, key)
                : filler.look(key, inquiry.keepsNear(), inquiry.onceLooked(looked -> reuse(inquiry, looked)));
    }

    private Future<Reply> reuse(Inquiry inquiry, Looked looked) {
        Instant now = clock.instant();
        Judgement judged = Judgement.of(inquiry, looked.found(), purges, now);
        return switch (judged.decision()) {
            case ReuseDecision.Serve serve -> Future.succeededFuture(hit(inquiry, looked, serve.stored(), now));
            case ReuseDecision.ServeStale stale -> {
                filler.refresh(looked, plan(inquiry, stale.stored(), true));
                yield Future.succeededFuture(Replies.stale(inquiry, stale.stored(), now));
            }
            case ReuseDecision.Validate validate ->
                fill(new Waiting(inquiry, looked, plan(inquiry, validate.stored(), true), validate.why()));
            case ReuseDecision.Forward forward ->
                judged.stored() == null
                        ? missed(inquiry, looked, forward.why())
                        : fill(new Waiting(inquiry, looked, plan(inquiry, judged.usable(), false), forward.why()));
            case ReuseDecision.Refuse refuse -> Future.succeededFuture(Replies.refused(inquiry, refuse.status()));
        };
    }

    private Reply hit(Inquiry inquiry, Looked looked, StoredResponse stored, Instant now) {
        refreshes.early(inquiry, stored, looked, now);
        return Replies.hit(inquiry, stored, Judgement.tier(looked.found()), now);
    }

    /** Whether what answers this one is not worth storing yet ({@code min-uses}). */
    private boolean isSeldomAsked(Inquiry inquiry) {
        int untilStored = inquiry.rules().requests().untilStored();
        return untilStored > 1 && inquiry.course().attempts() == 0 && uses.count(inquiry.key()) < untilStored;
    }

    /** How many requests more than the next it takes until what answers is stored; counts nothing. */
    int untilStored(Inquiry inquiry) {
        int most = inquiry.rules().requests().untilStored();
        return most <= 1 ? 0 : Math.max(0, most - 1 - uses.counted(inquiry.key()));
    }

    static FillPlan plan(Inquiry inquiry, @Nullable StoredResponse stored, boolean validate) {
        boolean asked = stored == null
                ? !inquiry.vary().isEmpty() && FillRequest.mayAskBySiblings(inquiry.request(), inquiry.rules())
                : validate && FillRequest.mayValidate(inquiry.request(), stored);
        return new FillPlan(
                inquiry.request(),
                inquiry.content(),
                inquiry.origin(),
                inquiry.rules(),
                stored,
                asked,
                inquiry.vary(),
                inquiry.address().rule());
    }

    private Future<Reply> missed(Inquiry inquiry, Looked looked, ForwardReason why) {
        boolean isRange = RangePolicy.asks(inquiry.request());
        if (isRange && !inquiry.course().soughtPart() && inquiry.vary().isEmpty()) {
            return parts.answer(inquiry)
                    .compose(reply -> reply == null
                            ? look(inquiry.on(inquiry.course().withoutPart()))
                            : Future.succeededFuture(reply));
        }
        if (isSeldomAsked(inquiry)) {
            return lone.send(inquiry, why);
        }
        FillPlan plan = plan(inquiry, null, false);
        return isRange && inquiry.rules().delivery().forwardsRangeMiss()
                ? forwardedRange(inquiry, looked, plan, why)
                : fill(new Waiting(inquiry, looked, plan, why));
    }

    /** A range that nothing stored could stand in for goes its own way where the route says so. */
    private Future<Reply> forwardedRange(Inquiry inquiry, Looked looked, FillPlan plan, ForwardReason why) {
        filler.fillBehind(looked, plan);
        return parts.forward(inquiry, why);
    }

    /** A request that has been here before may be part of the very fill that it would wait for. */
    private Future<Reply> fill(Waiting waiting) {
        Inquiry inquiry = waiting.inquiry();
        boolean isRound = Via.marks(inquiry.request().headers(), name) > 0;
        return isRound && waiting.looked().isBeingFilled()
                ? lone.send(inquiry, waiting.why())
                : filler.fill(waiting.looked(), waiting.plan(), inquiry.course().until())
                        .compose(filled -> landings.land(waiting, filled));
    }
}
