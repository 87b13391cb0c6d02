package dev.weir.exchange;

import dev.weir.fill.Filled;
import dev.weir.message.Body;
import dev.weir.message.FieldLines;
import dev.weir.message.ResponseHead;
import dev.weir.message.StoredResponse;
import dev.weir.policy.CacheStatus;
import dev.weir.policy.ForwardReason;
import dev.weir.policy.PreconditionDecision;
import dev.weir.policy.Preconditions;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Replies made from what is stored or being stored, with the client's own preconditions applied to them. */
final class Replies {
    private Replies() {}

    static Reply hit(Inquiry inquiry, StoredResponse stored, Instant now) {
        CacheStatus status =
                new CacheStatus(true, null, 0, false, false, stored.terms().ttl(now), "redis");
        return fromStored(inquiry, stored, now, Outcome.REDIS_HIT, status);
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
        boolean collapsed = !freshened.led();
        CacheStatus status =
                new CacheStatus(false, why, 304, true, collapsed, stored.terms().ttl(now), null);
        Outcome outcome = collapsed ? Outcome.COLLAPSED : Outcome.REVALIDATED;
        return fromStored(inquiry, stored, now, outcome, status);
    }

    /** From the fill this request made or followed; the content may still be arriving. */
    static Reply filled(Inquiry inquiry, ForwardReason why, Filled.Shared shared, Instant now) {
        StoredResponse candidate = shared.candidate();
        boolean collapsed = !shared.led();
        CacheStatus status = new CacheStatus(
                false,
                why,
                candidate.head().status(),
                shared.kept(),
                collapsed,
                candidate.terms().ttl(now),
                null);
        Outcome outcome = collapsed ? Outcome.COLLAPSED : Outcome.FORWARDED;
        Explanation explanation = new Explanation(inquiry.route(), outcome, status);
        return conditional(inquiry, candidate, shared.body(), age(candidate, now), explanation);
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
        return conditional(inquiry, stored, new Body.Whole(stored.body()), age(stored, now), explanation);
    }

    private static Duration age(StoredResponse stored, Instant now) {
        return stored.terms().currentAge(now);
    }

    private static Reply conditional(
            Inquiry inquiry, StoredResponse stored, Body body, @Nullable Duration age, Explanation why) {
        PreconditionDecision decision = Preconditions.decide(inquiry.request(), stored.head());
        if (decision == PreconditionDecision.PROCEED) {
            return new Reply(stored.head(), body, age, why);
        }
        body.discard();
        return decision == PreconditionDecision.NOT_MODIFIED
                ? new Reply(notModified(stored.head()), Body.Empty.INSTANCE, age, why)
                : Problem.reply(412, "A precondition of the request does not hold.", why);
    }

    /** A 304 repeats what a cache downstream needs, not what describes the content it does not carry (RFC 9110 §15.4.5). */
    private static ResponseHead notModified(ResponseHead head) {
        FieldLines fields = FieldLines.copyOf(head.headers()).without(Replies::describesContent);
        return new ResponseHead(304, fields);
    }

    private static boolean describesContent(String name) {
        return name.regionMatches(true, 0, "content-", 0, "content-".length())
                && !name.equalsIgnoreCase("content-location");
    }
}
