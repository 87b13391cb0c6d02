package dev.weir.exchange;

import dev.weir.fill.FillObserver;
import dev.weir.fill.Filled;
import dev.weir.fill.Filler;
import dev.weir.fill.Straggler;
import dev.weir.invalidation.Purges;
import dev.weir.message.StoredResponse;
import dev.weir.message.Verdict;
import dev.weir.origin.OriginFailure;
import dev.weir.origin.OriginResponse;
import dev.weir.policy.Boarding;
import dev.weir.policy.CollapseDecision;
import dev.weir.policy.CollapsePolicy;
import dev.weir.policy.CollapseQuestion;
import dev.weir.policy.FailureDecision;
import dev.weir.policy.FailurePolicy;
import dev.weir.policy.FailureQuestion;
import dev.weir.policy.Selection;
import dev.weir.policy.StoreDecision;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * What becomes of a request when the fill that it waited for has landed.
 *
 * <p>A follower of another's fill never inherits its response unchecked: it asks whether the response is <em>its</em>
 * response, by its own fields and by when it came, and else looks again or forwards by itself.
 */
final class Landings {
    /** Look again at most so often: a key whose flights are always over when one arrives is not worth sharing. */
    private static final int MOST_ATTEMPTS = 3;

    /** Bytes of a body that nothing keeps, read for no other end than to reach the range behind them. */
    private static final long MOST_SKIPPED = 256 << 10;

    /** Content that is still arriving is never sent in several parts, so that no boundary is needed. */
    private static final long NO_MARK = 0;

    private static final Filled.Failed BROKEN_OFF =
            new Filled.Failed(502, "The origin broke off its answer before the first byte of the content.");

    private static final Filled.Failed NOTHING_IN_TIME =
            new Filled.Failed(504, "The origin sent no content within the time that this route waits.");

    private static final Filled.Failed WAITED_FOR_NOTHING =
            new Filled.Failed(504, "The wait for another request's answer left no time for one of its own.");

    private final Lookups lookups;
    private final LoneRequests lone;
    private final Parts parts;
    private final Purges purges;
    private final InstantSource clock;
    private final Vertx vertx;
    private final FillObserver observer;

    Landings(Lookups lookups, LoneRequests lone, Parts parts, Filler.Wiring wiring) {
        this.lookups = lookups;
        this.lone = lone;
        this.parts = parts;
        this.purges = wiring.purges();
        this.clock = wiring.clock();
        this.vertx = wiring.vertx();
        this.observer = wiring.observer();
    }

    Future<Reply> land(Waiting waiting, Filled filled) {
        Inquiry inquiry = waiting.inquiry();
        return switch (filled) {
            case Filled.Shared shared -> shared(waiting, shared);
            case Filled.Freshened freshened -> freshened(waiting, freshened);
            case Filled.Own own -> own(waiting, own);
            case Filled.Released released -> alone(waiting);
            case Filled.FailedWith failed ->
                Future.succeededFuture(
                        Forwarding.reply(failed.response(), inquiry.route(), Outcome.FORWARDED, waiting.why()));
            case Filled.Failed failed -> Future.succeededFuture(failed(waiting, failed));
            case Filled.Elsewhere elsewhere -> again(waiting, inquiry.course().filledElsewhere(waiting.why()));
            case Filled.Again again -> again(waiting, inquiry.course().again());
            case Filled.Apart apart -> apart(waiting, apart);
        };
    }

    /** The response is for one query alone: filed under that one, while the others look for themselves. */
    private Future<Reply> apart(Waiting waiting, Filled.Apart apart) {
        Inquiry alone = waiting.inquiry().at(waiting.inquiry().address().alone());
        OriginResponse response = apart.response();
        if (response == null) {
            return lookups.look(alone);
        }
        Filled.Own own = new Filled.Own(response, StoreDecision.Rule.NO_FRESHNESS);
        return lookups.adopt(alone, response, apart.requestTime(), waiting.why())
                .compose(kept -> kept != null ? Future.succeededFuture(kept) : own(waiting, own));
    }

    /** The fill did not pass on what the client asked of the response, so it is answered here. */
    private Future<Reply> own(Waiting waiting, Filled.Own own) {
        Inquiry inquiry = waiting.inquiry();
        OriginResponse response = own.response();
        if (Tailoring.skipped(inquiry.request(), response.head(), response.body()) > MOST_SKIPPED) {
            return partInstead(waiting, own);
        }
        Reply whole = Forwarding.reply(response, inquiry.route(), Outcome.FORWARDED, waiting.why());
        return Future.succeededFuture(Tailoring.of(inquiry.request(), whole, NO_MARK));
    }

    private Future<Reply> shared(Waiting waiting, Filled.Shared shared) {
        Instant now = clock.instant();
        if (!shared.led() && !isSelected(waiting, shared.candidate())) {
            shared.discard();
            return otherVariant(waiting, shared.candidate().selecting().names());
        }
        return switch (decide(waiting, shared.candidate(), shared.boarding(), now)) {
            case ADMIT -> isFarOff(waiting, shared) ? partInstead(waiting, shared) : begun(waiting, shared, now);
            case JOIN_NEXT -> {
                shared.discard();
                yield joinNext(waiting, shared.candidate());
            }
            case GO_ALONE -> aloneInstead(waiting, shared);
        };
    }

    /**
     * A slow client rides with the others as long as it can; one that has got nothing yet when the body breaks off tries
     * another fill, once.
     */
    private Future<Reply> begun(Waiting waiting, Filled.Shared shared, Instant now) {
        Inquiry inquiry = waiting.inquiry();
        Filled.Shared riding = Straggler.riding(shared, inquiry.request(), inquiry.origin(), observer);
        Reply reply = Replies.filled(inquiry, waiting.why(), riding, now);
        return FirstPiece.await(reply, inquiry.client(), vertx, lone.left(inquiry))
                .recover(cause -> cause instanceof FirstPiece.GivenUp
                        ? Future.succeededFuture(failed(waiting, NOTHING_IN_TIME))
                        : brokenOff(waiting));
    }

    private Future<Reply> brokenOff(Waiting waiting) {
        Inquiry inquiry = waiting.inquiry();
        Course course = inquiry.course();
        return course.retried() || lone.left(inquiry).isNegative()
                ? Future.succeededFuture(failed(waiting, BROKEN_OFF))
                : lookups.look(inquiry.on(course.retrying()));
    }

    private static boolean isSelected(Waiting waiting, StoredResponse candidate) {
        return Selection.matches(candidate.selecting(), waiting.inquiry().request())
                && waiting.inquiry().isAnsweredBy(candidate);
    }

    /** The response of other selecting fields; alone where it was looked up by these already. */
    private Future<Reply> otherVariant(Waiting waiting, List<String> names) {
        return names.equals(waiting.inquiry().vary())
                ? alone(waiting)
                : lookups.answerVariant(waiting.inquiry().varying(names));
    }

    /**
     * Whether the client wants a part of a body that is not kept, and so far from its start that fetching up to there
     * would be for nothing.
     */
    private static boolean isFarOff(Waiting waiting, Filled.Shared shared) {
        return !shared.kept()
                && Tailoring.skipped(
                                waiting.inquiry().request(), shared.candidate().head(), shared.body())
                        > MOST_SKIPPED;
    }

    private Future<Reply> freshened(Waiting waiting, Filled.Freshened freshened) {
        Instant now = clock.instant();
        StoredResponse stored = freshened.stored();
        if (!freshened.led() && !isSelected(waiting, stored)) {
            return alone(waiting);
        }
        return switch (decide(waiting, stored, freshened.boarding(), now)) {
            case ADMIT -> Future.succeededFuture(Replies.revalidated(waiting.inquiry(), waiting.why(), freshened, now));
            case JOIN_NEXT -> joinNext(waiting, stored);
            case GO_ALONE -> alone(waiting);
        };
    }

    private CollapseDecision decide(Waiting waiting, StoredResponse candidate, Boarding boarding, Instant now) {
        return CollapsePolicy.decide(new CollapseQuestion(
                waiting.inquiry().request(), candidate, verdict(waiting, candidate), boarding, now));
    }

    private Verdict verdict(Waiting waiting, StoredResponse response) {
        return purges.verdict(response, waiting.inquiry().request().position());
    }

    /** Once: a key that is spent or purged faster than it is filled is not worth sharing. */
    private Future<Reply> joinNext(Waiting waiting, StoredResponse candidate) {
        Inquiry inquiry = waiting.inquiry();
        Course course = inquiry.course();
        return course.joinedNext()
                ? alone(waiting)
                : lookups.answerNext(
                        inquiry.on(course.joiningNext()),
                        waiting.looked(),
                        verdict(waiting, candidate) != Verdict.NONE);
    }

    private Reply failed(Waiting waiting, Filled.Failed failed) {
        Inquiry inquiry = waiting.inquiry();
        Instant now = clock.instant();
        StoredResponse stored = waiting.plan().stored();
        Verdict verdict = stored == null ? Verdict.NONE : verdict(waiting, stored);
        FailureQuestion question = new FailureQuestion(stored, verdict, inquiry.request(), failed.status(), now);
        return switch (FailurePolicy.decide(question)) {
            case FailureDecision.ServeStale stale ->
                Replies.staleOnError(inquiry, waiting.why(), stale.stored(), failed.status(), now);
            case FailureDecision.Fail fail ->
                Forwarding.failure(fail.status(), failed.detail(), inquiry.route(), waiting.why());
        };
    }

    private Future<Reply> again(Waiting waiting, Course next) {
        return next.attempts() <= MOST_ATTEMPTS ? lookups.look(waiting.inquiry().on(next)) : alone(waiting);
    }

    private Future<Reply> partInstead(Waiting waiting, Filled filled) {
        filled.discard();
        boolean isLate = lone.left(waiting.inquiry()).isNegative();
        return isLate ? alone(waiting) : parts.forward(waiting.inquiry(), waiting.why());
    }

    private Future<Reply> aloneInstead(Waiting waiting, Filled filled) {
        filled.discard();
        return alone(waiting);
    }

    /** With what is left of the request's time; a wait for nothing ends as one for a fill that failed. */
    private Future<Reply> alone(Waiting waiting) {
        Inquiry inquiry = waiting.inquiry();
        if (lone.left(inquiry).isNegative()) {
            return Future.succeededFuture(failed(waiting, WAITED_FOR_NOTHING));
        }
        return lone.ask(inquiry)
                .map(response -> Forwarding.reply(response, inquiry.route(), Outcome.FORWARDED, waiting.why()))
                .otherwise(cause -> failed(waiting, ((OriginFailure) cause).kind()));
    }

    private Reply failed(Waiting waiting, OriginFailure.Kind kind) {
        return failed(waiting, new Filled.Failed(kind.status(), kind.detail()));
    }
}
