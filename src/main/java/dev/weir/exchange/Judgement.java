package dev.weir.exchange;

import dev.weir.invalidation.Purges;
import dev.weir.message.StoredResponse;
import dev.weir.message.Verdict;
import dev.weir.policy.ReuseDecision;
import dev.weir.policy.ReusePolicy;
import dev.weir.policy.ReuseQuestion;
import dev.weir.policy.Selection;
import dev.weir.store.Lookup;
import dev.weir.store.Tier;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a look-up means for a request: one for those that are answered, and for those that are only explained.
 *
 * @param stored what was found, if it answers this request's selecting fields and query
 * @param verdict what the purges say of it
 */
record Judgement(@Nullable StoredResponse stored, Verdict verdict, ReuseDecision decision) {
    static Judgement of(Inquiry inquiry, Lookup found, Purges purges, Instant now) {
        StoredResponse stored = selected(inquiry, found);
        Verdict verdict = stored == null
                ? Verdict.NONE
                : purges.verdict(stored, inquiry.request().position());
        ReuseQuestion question = new ReuseQuestion(inquiry.request(), stored, verdict, inquiry.missing(), now);
        return new Judgement(stored, verdict, ReusePolicy.decide(question));
    }

    /** Nothing, where what was found answers other selecting fields, or other queries, than this request's. */
    static @Nullable StoredResponse selected(Inquiry inquiry, Lookup found) {
        return found instanceof Lookup.Found stored
                        && Selection.matches(stored.response().selecting(), inquiry.request())
                        && inquiry.isAnsweredBy(stored.response())
                ? stored.response()
                : null;
    }

    static Tier tier(Lookup found) {
        return found instanceof Lookup.Found stored ? stored.tier() : Tier.REDIS;
    }

    /** What may still be asked about or served: nothing that was purged. */
    @Nullable
    StoredResponse usable() {
        return verdict == Verdict.HARD ? null : stored;
    }
}
