package dev.weir.exchange;

import dev.weir.fill.FillPlan;
import dev.weir.fill.Filled;
import dev.weir.fill.Filler;
import dev.weir.fill.Looked;
import dev.weir.fill.Uses;
import dev.weir.invalidation.Purges;
import dev.weir.message.Fence;
import dev.weir.message.StoreKey;
import dev.weir.message.StoredResponse;
import dev.weir.message.Verdict;
import dev.weir.origin.OriginResponse;
import dev.weir.policy.CollapsePolicy;
import dev.weir.policy.FailureDecision;
import dev.weir.policy.FailurePolicy;
import dev.weir.policy.FailureQuestion;
import dev.weir.policy.FillRequest;
import dev.weir.policy.ForwardReason;
import dev.weir.policy.RangePolicy;
import dev.weir.policy.ReuseDecision;
import dev.weir.policy.ReusePolicy;
import dev.weir.policy.ReuseQuestion;
import dev.weir.policy.Selection;
import dev.weir.store.Lookup;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Requests that may be answered from what is stored: look, decide on reuse, else fill, and decide again on what the
 * fill brought.
 *
 * <p>A follower of another's fill never inherits its response unchecked: it asks whether the response is <em>its</em>
 * response, by its own fields, and forwards by itself otherwise.
 */
public final class Lookups {
    /** Look again at most so often: a key whose flights are always over when one arrives is not worth sharing. */
    private static final int MOST_ATTEMPTS = 3;

    /** Bytes of a body that nothing keeps, read for no other end than to reach the range behind them. */
    private static final long MOST_SKIPPED = 256 << 10;

    /** Content that is still arriving is never sent in several parts, so that no boundary is needed. */
    private static final long NO_MARK = 0;

    private final Filler filler;
    private final Uses uses;
    private final Purges purges;
    private final InstantSource clock;

    public Lookups(Filler filler, Uses uses, Purges purges, InstantSource clock) {
        this.filler = filler;
        this.uses = uses;
        this.purges = purges;
        this.clock = clock;
    }

    Fence position() {
        return purges.applied();
    }

    InstantSource clock() {
        return clock;
    }

    /**
     * Files a response that came for another request, as if the inquiry had led a fill; null while somebody else does.
     *
     * @param requestTime when the request was sent that it answers
     */
    Future<@Nullable Reply> adopt(Inquiry inquiry, OriginResponse response, Instant requestTime) {
        FillPlan plan = plan(inquiry, null, false);
        Future<Filled> filled = filler.adopt(StoreKey.of(inquiry.key()), plan, response, requestTime);
        return filled == null
                ? Future.succeededFuture()
                : filled.compose(brought -> landed(inquiry, plan, ForwardReason.METHOD, brought));
    }

    Future<Reply> answer(Inquiry inquiry) {
        return filler.look(StoreKey.of(inquiry.key()), looked -> met(inquiry, looked));
    }

    /** What stands under the resource's key: the response itself, or the way to its variants. */
    private Future<Reply> met(Inquiry inquiry, Looked looked) {
        if (looked.found() instanceof Lookup.Varies varies) {
            return answerVariant(inquiry.varying(varies.index().names()));
        }
        return reuse(inquiry, looked);
    }

    private Future<Reply> answerVariant(Inquiry inquiry) {
        String variant = Selection.variant(Selection.select(inquiry.vary(), inquiry.request()));
        return filler.look(new StoreKey(inquiry.key(), variant), looked -> reuse(inquiry, looked));
    }

    private Future<Reply> reuse(Inquiry inquiry, Looked looked) {
        StoredResponse stored = selected(inquiry, looked.found());
        Verdict verdict = stored == null
                ? Verdict.NONE
                : purges.verdict(stored, inquiry.request().position());
        Instant now = clock.instant();
        ReuseQuestion question = new ReuseQuestion(inquiry.request(), stored, verdict, inquiry.missing(), now);
        return switch (ReusePolicy.decide(question)) {
            case ReuseDecision.Serve serve -> Future.succeededFuture(Replies.hit(inquiry, serve.stored(), now));
            case ReuseDecision.ServeStale stale -> {
                filler.refresh(looked, plan(inquiry, stale.stored(), true));
                yield Future.succeededFuture(Replies.stale(inquiry, stale.stored(), now));
            }
            case ReuseDecision.Validate validate ->
                fill(inquiry, looked, plan(inquiry, validate.stored(), true), validate.why());
            case ReuseDecision.Forward forward ->
                stored == null && isSeldomAsked(inquiry)
                        ? Forwarding.alone(inquiry, forward.why())
                        : missed(inquiry, looked, plan(inquiry, usable(stored, verdict), false), forward.why());
            case ReuseDecision.Refuse refuse -> Future.succeededFuture(Replies.refused(inquiry, refuse.status()));
        };
    }

    /** Whether it takes more requests until what answers this one is worth storing ({@code min-uses}). */
    private boolean isSeldomAsked(Inquiry inquiry) {
        int untilStored = inquiry.rules().requests().untilStored();
        return untilStored > 1 && inquiry.attempts() == 0 && uses.count(inquiry.key()) < untilStored;
    }

    /** Nothing, where what was found answers other selecting fields than this request's. */
    private static @Nullable StoredResponse selected(Inquiry inquiry, Lookup found) {
        return found instanceof Lookup.Found stored
                        && Selection.matches(stored.response().selecting(), inquiry.request())
                ? stored.response()
                : null;
    }

    private static @Nullable StoredResponse usable(@Nullable StoredResponse stored, Verdict verdict) {
        return verdict == Verdict.HARD ? null : stored;
    }

    private static FillPlan plan(Inquiry inquiry, @Nullable StoredResponse stored, boolean validate) {
        boolean asked = validate && stored != null && FillRequest.mayValidate(inquiry.request(), stored);
        return new FillPlan(
                inquiry.request(), inquiry.content(), inquiry.origin(), inquiry.rules(), stored, asked, inquiry.vary());
    }

    /** A range that nothing stored could stand in for may go its own way, where the route says so. */
    private Future<Reply> missed(Inquiry inquiry, Looked looked, FillPlan plan, ForwardReason why) {
        boolean goesAlone = inquiry.rules().delivery().forwardsRangeMiss()
                && plan.stored() == null
                && RangePolicy.asks(inquiry.request());
        if (!goesAlone) {
            return fill(inquiry, looked, plan, why);
        }
        filler.refresh(looked, plan);
        return Forwarding.alone(inquiry, why);
    }

    private Future<Reply> fill(Inquiry inquiry, Looked looked, FillPlan plan, ForwardReason why) {
        return filler.fill(looked, plan).compose(filled -> landed(inquiry, plan, why, filled));
    }

    private Future<Reply> landed(Inquiry inquiry, FillPlan plan, ForwardReason why, Filled filled) {
        return switch (filled) {
            case Filled.Shared shared -> shared(inquiry, why, shared);
            case Filled.Freshened freshened -> freshened(inquiry, why, freshened);
            case Filled.Own own -> own(inquiry, why, own);
            case Filled.Released released -> Forwarding.alone(inquiry, why);
            case Filled.FailedWith failed ->
                Future.succeededFuture(Forwarding.reply(failed.response(), inquiry.route(), Outcome.FORWARDED, why));
            case Filled.Failed failed -> Future.succeededFuture(failed(inquiry, plan, why, failed));
            case Filled.Again again -> again(inquiry, why);
        };
    }

    /** The fill did not pass on what the client asked of the response, so it is answered here. */
    private static Future<Reply> own(Inquiry inquiry, ForwardReason why, Filled.Own own) {
        OriginResponse response = own.response();
        if (Tailoring.skipped(inquiry.request(), response.head(), response.body()) > MOST_SKIPPED) {
            return aloneInstead(own, inquiry, why);
        }
        Reply whole = Forwarding.reply(response, inquiry.route(), Outcome.FORWARDED, why);
        return Future.succeededFuture(Tailoring.of(inquiry.request(), whole, NO_MARK));
    }

    private Future<Reply> shared(Inquiry inquiry, ForwardReason why, Filled.Shared shared) {
        Instant now = clock.instant();
        StoredResponse candidate = shared.candidate();
        if (shared.led() || admits(inquiry, candidate, now)) {
            return isFarOff(inquiry, shared)
                    ? aloneInstead(shared, inquiry, why)
                    : Future.succeededFuture(Replies.filled(inquiry, why, shared, now));
        }
        shared.discard();
        List<String> names = candidate.selecting().names();
        return Selection.matches(candidate.selecting(), inquiry.request()) || names.equals(inquiry.vary())
                ? Forwarding.alone(inquiry, why)
                : answerVariant(inquiry.varying(names));
    }

    /**
     * Whether the client wants a part of a body that is not kept, and so far from its start that fetching up to there
     * would be for nothing.
     */
    private static boolean isFarOff(Inquiry inquiry, Filled.Shared shared) {
        return !shared.kept()
                && Tailoring.skipped(inquiry.request(), shared.candidate().head(), shared.body()) > MOST_SKIPPED;
    }

    private static Future<Reply> aloneInstead(Filled filled, Inquiry inquiry, ForwardReason why) {
        filled.discard();
        return Forwarding.alone(inquiry, why);
    }

    /** Whether what another request's fill brought is this request's response too. */
    private boolean admits(Inquiry inquiry, StoredResponse candidate, Instant now) {
        Verdict verdict = purges.verdict(candidate, inquiry.request().position());
        return Selection.matches(candidate.selecting(), inquiry.request())
                && CollapsePolicy.admits(inquiry.request(), candidate, verdict, now);
    }

    private Future<Reply> freshened(Inquiry inquiry, ForwardReason why, Filled.Freshened freshened) {
        Instant now = clock.instant();
        StoredResponse stored = freshened.stored();
        boolean admitted = freshened.led() || admits(inquiry, stored, now);
        return admitted
                ? Future.succeededFuture(Replies.revalidated(inquiry, why, freshened, now))
                : Forwarding.alone(inquiry, why);
    }

    private Reply failed(Inquiry inquiry, FillPlan plan, ForwardReason why, Filled.Failed failed) {
        Instant now = clock.instant();
        StoredResponse stored = plan.stored();
        Verdict verdict = stored == null
                ? Verdict.NONE
                : purges.verdict(stored, inquiry.request().position());
        FailureQuestion question = new FailureQuestion(stored, verdict, inquiry.request(), failed.status(), now);
        FailureDecision decision = FailurePolicy.decide(question);
        return decision instanceof FailureDecision.ServeStale stale
                ? Replies.staleOnError(inquiry, why, stale.stored(), failed.status(), now)
                : Forwarding.failure(failed.status(), failed.detail(), inquiry.route(), why);
    }

    private Future<Reply> again(Inquiry inquiry, ForwardReason why) {
        return inquiry.attempts() < MOST_ATTEMPTS ? answer(inquiry.again()) : Forwarding.alone(inquiry, why);
    }
}
