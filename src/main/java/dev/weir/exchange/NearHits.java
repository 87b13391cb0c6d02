package dev.weir.exchange;

import dev.weir.invalidation.Purges;
import dev.weir.message.SearchIndex;
import dev.weir.message.StoreKey;
import dev.weir.message.StoredResponse;
import dev.weir.message.VaryIndex;
import dev.weir.message.Verdict;
import dev.weir.policy.CachingRules;
import dev.weir.policy.ReuseDecision;
import dev.weir.policy.ReusePolicy;
import dev.weir.policy.ReuseQuestion;
import dev.weir.policy.Selection;
import dev.weir.store.NearResponse;
import dev.weir.store.NearStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Answers from this process's own memory, in one plain call: no future, no lambda, nobody asked. Whatever is not simply
 * fresh there, or was not confirmed by Redis within the route's time, takes the way by which everything can be found out.
 */
public final class NearHits {
    private final NearStore near;
    private final boolean alone;
    private final Purges purges;

    /** @param alone it is the only store, so that every route that caches is answered from it */
    public NearHits(NearStore near, boolean alone, Purges purges) {
        this.near = near;
        this.alone = alone;
        this.purges = purges;
    }

    boolean serve(CachingRules rules) {
        return alone || rules.delivery().keepsNear();
    }

    /** The response that answers, or null; none where purges may have been missed when the request arrived. */
    @Nullable
    StoredResponse find(Inquiry inquiry, Instant now) {
        if (inquiry.request().position().isUnknown()) {
            return null;
        }
        StoredResponse own = findUnder(inquiry, now);
        Inquiry fellow = own == null ? throughQueries(inquiry) : null;
        return fellow == null ? own : findUnder(fellow, now);
    }

    /** The same request under the key that stands for all queries which are the same as its own, or null. */
    private @Nullable Inquiry throughQueries(Inquiry inquiry) {
        SearchIndex index = inquiry.address().isFirst() ? near.searchIndex(inquiry.key()) : null;
        Address fellows = index == null ? null : inquiry.address().by(index);
        return fellows == null ? null : inquiry.at(fellows);
    }

    private @Nullable StoredResponse findUnder(Inquiry inquiry, Instant now) {
        NearResponse held = recent(inquiry, now);
        return held == null ? null : judged(inquiry, held, now, true);
    }

    /** @param drops a response that was purged is taken out */
    private @Nullable StoredResponse judged(Inquiry inquiry, NearResponse held, Instant now, boolean drops) {
        StoredResponse stored = held.response();
        Verdict verdict = held.verdict(purges, inquiry.request().position());
        if (verdict == Verdict.HARD && drops) {
            near.remove(keyOf(inquiry), held);
        }
        return verdict == Verdict.NONE && answers(inquiry, stored, now) ? stored : null;
    }

    private @Nullable NearResponse recent(Inquiry inquiry, Instant now) {
        NearResponse held = near.response(keyOf(inquiry));
        return held == null || !isRecent(held, inquiry.rules(), now) ? null : held;
    }

    /** What would answer, to be shown: nothing is taken out. */
    @Nullable
    StoredResponse see(Inquiry inquiry, Instant now) {
        if (inquiry.request().position().isUnknown() || !serve(inquiry.rules())) {
            return null;
        }
        StoredResponse own = seeUnder(inquiry, now);
        Inquiry fellow = own == null ? throughQueries(inquiry) : null;
        return fellow == null ? own : seeUnder(fellow, now);
    }

    private @Nullable StoredResponse seeUnder(Inquiry inquiry, Instant now) {
        NearResponse held = recent(inquiry, now);
        return held == null ? null : judged(inquiry, held, now, false);
    }

    /** What is held under a key, whether it would answer or not. */
    @Nullable
    NearResponse held(StoreKey key) {
        return near.response(key);
    }

    private StoreKey keyOf(Inquiry inquiry) {
        VaryIndex index = near.index(inquiry.key());
        return index == null
                ? StoreKey.of(inquiry.key())
                : inquiry.varying(index.names()).storeKey();
    }

    private boolean isRecent(NearResponse held, CachingRules rules, Instant now) {
        return alone || held.isConfirmedWithin(rules.delivery().near(), now);
    }

    /** A fence above the request's position belongs to a response that its gateway cannot judge yet. */
    private static boolean answers(Inquiry inquiry, StoredResponse stored, Instant now) {
        if (stored.fence().position() > inquiry.request().position().position()
                || !Selection.matches(stored.selecting(), inquiry.request())
                || !inquiry.isAnsweredBy(stored)) {
            return false;
        }
        ReuseQuestion question = new ReuseQuestion(inquiry.request(), stored, Verdict.NONE, inquiry.missing(), now);
        return ReusePolicy.decide(question) instanceof ReuseDecision.Serve;
    }
}
