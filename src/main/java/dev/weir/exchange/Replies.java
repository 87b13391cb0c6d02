package dev.weir.exchange;

import dev.weir.fill.Filled;
import dev.weir.message.Body;
import dev.weir.message.ResponseHead;
import dev.weir.message.StoredResponse;
import dev.weir.policy.CacheStatus;
import dev.weir.policy.ClientHead;
import dev.weir.policy.ForwardReason;
import dev.weir.policy.NotModified;
import dev.weir.policy.PartPolicy;
import dev.weir.policy.PartialContent;
import dev.weir.policy.Preconditions;
import dev.weir.store.Tier;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Replies made from what is stored or being stored, with the client's own preconditions applied to them. */
final class Replies {
    private Replies() {}

    static Reply hit(Inquiry inquiry, StoredResponse stored, Tier tier, Instant now) {
        ForwardReason forwarded = inquiry.course().forwarded();
        if (forwarded != null) {
            return filledElsewhere(inquiry, forwarded, stored, now);
        }
        return switch (tier) {
            case NEAR -> hit(inquiry, stored, now, Outcome.NEAR_HIT, "near");
            case REDIS -> hit(inquiry, stored, now, Outcome.REDIS_HIT, "redis");
        };
    }

    private static Reply hit(Inquiry inquiry, StoredResponse stored, Instant now, Outcome outcome, String detail) {
        CacheStatus status =
                new CacheStatus(true, null, 0, false, false, stored.terms().ttl(now), detail);
        return fromStored(inquiry, stored, now, outcome, status);
    }

    /** From what another gateway stored, whose fill this request waited for: to the fleet, one request forwarded for both. */
    private static Reply filledElsewhere(Inquiry inquiry, ForwardReason why, StoredResponse stored, Instant now) {
        CacheStatus status =
                new CacheStatus(false, why, 0, false, true, stored.terms().ttl(now), "fleet");
        Explanation explanation = Explanation.collapsed(inquiry.route(), status, Collapse.FLEET);
        return tailored(inquiry, stored, new Body.Whole(stored.body()), now, explanation);
    }

    /** Stale while a background fill refreshes it. */
    static Reply stale(Inquiry inquiry, StoredResponse stored, Instant now) {
        CacheStatus status =
                new CacheStatus(true, null, 0, false, false, stored.terms().ttl(now), "stale");
        return fromStored(inquiry, stored, now, Outcome.STALE, status);
    }

    /** Stale because the origin failed: it was asked, so this is no hit (RFC 9211 §2.1). */
    static Reply staleOnError(Inquiry inquiry, ForwardReason why, StoredResponse stored, int failed, Instant now) {
        Duration ttl = stored.terms().ttl(now);
        CacheStatus status = new CacheStatus(false, why, failed, false, false, ttl, "stale");
        return fromStored(inquiry, stored, now, Outcome.STALE, status);
    }

    static Reply revalidated(Inquiry inquiry, ForwardReason why, Filled.Freshened freshened, Instant now) {
        StoredResponse stored = freshened.stored();
        CacheStatus status = new CacheStatus(
                false, why, 304, true, !freshened.led(), stored.terms().ttl(now), null);
        return tailored(
                inquiry, stored, new Body.Whole(stored.body()), now, explain(inquiry, status, Outcome.REVALIDATED));
    }

    /** From the fill this request made or followed; the content may still be arriving. */
    static Reply filled(Inquiry inquiry, ForwardReason why, Filled.Shared shared, Instant now) {
        StoredResponse candidate = shared.candidate();
        CacheStatus status = new CacheStatus(
                false,
                why,
                candidate.head().status(),
                shared.kept(),
                !shared.led(),
                candidate.terms().ttl(now),
                null);
        return tailored(inquiry, candidate, shared.body(), now, explain(inquiry, status, Outcome.FORWARDED));
    }

    private static Explanation explain(Inquiry inquiry, CacheStatus status, Outcome ofTheLeader) {
        return status.collapsed()
                ? Explanation.collapsed(inquiry.route(), status, Collapse.PROCESS)
                : new Explanation(inquiry.route(), ofTheLeader, status);
    }

    /** From a stored part; null where it does not hold what is asked for. */
    static @Nullable Reply part(Inquiry inquiry, StoredResponse part, Instant now) {
        PartPolicy.Piece piece = PartPolicy.piece(inquiry.request(), part);
        if (piece == null) {
            return null;
        }
        Duration ttl = part.terms().ttl(now);
        CacheStatus status = new CacheStatus(true, null, 0, false, false, ttl, "part");
        ResponseHead whole = ClientHead.of(part.with(PartPolicy.whole(part.head())), inquiry.rules(), now);
        Explanation why = new Explanation(inquiry.route(), Outcome.REDIS_HIT, status);
        int end = piece.from() + Math.toIntExact(piece.range().length());
        Body body = new Body.Whole(part.body().slice(piece.from(), end));
        ResponseHead head = PartialContent.one(whole, piece.range(), piece.total());
        return switch (Preconditions.decide(inquiry.request(), whole)) {
            case PROCEED -> new Reply(head, body, part.terms().currentAge(now), why);
            case NOT_MODIFIED ->
                new Reply(
                        NotModified.of(whole), Body.Empty.INSTANCE, part.terms().currentAge(now), why);
            case FAILED -> null;
        };
    }

    static Reply refused(Inquiry inquiry, int status) {
        return Problem.reply(
                status,
                "Nothing stored answers this request, and it forbids asking the origin.",
                new Explanation(inquiry.route(), Outcome.REFUSED, null));
    }

    private static Reply fromStored(
            Inquiry inquiry, StoredResponse stored, Instant now, Outcome outcome, CacheStatus status) {
        Explanation explanation = new Explanation(inquiry.route(), outcome, status);
        return tailored(inquiry, stored, new Body.Whole(stored.body()), now, explanation);
    }

    private static Reply tailored(Inquiry inquiry, StoredResponse stored, Body body, Instant now, Explanation why) {
        Reply whole = new Reply(
                ClientHead.of(stored, inquiry.rules(), now),
                body,
                stored.terms().currentAge(now),
                why);
        return Tailoring.of(inquiry.request(), whole, stored.fillId());
    }
}
