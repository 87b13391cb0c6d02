package dev.weir.policy;

import dev.weir.message.RequestHead;
import dev.weir.message.StoredResponse;
import dev.weir.message.Terms;
import dev.weir.message.Verdict;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether a follower of a collapsed fill may be given the leader's response, which {@link StorePolicy} found storable.
 * The caller has compared key and selecting fields ({@link Selection#matches}).
 *
 * <p>Freshness left over is not asked for: the origin made the answer while the follower waited, so that the follower
 * gets what its own request would have got. A response with {@code max-age=1} from an origin that takes two seconds is
 * stale on arrival, and must still serve all who wait, or each of them would go and wait again. A response without any
 * lifetime was meant for one request only, and one that always needs validation for none but the leader's.
 */
public final class CollapsePolicy {
    private CollapsePolicy() {}

    public static boolean admits(RequestHead follower, StoredResponse candidate, Verdict verdict, Instant now) {
        Terms terms = candidate.terms();
        if (verdict != Verdict.NONE
                || terms.reuse() == Terms.Reuse.ALWAYS_VALIDATE
                || !terms.lifetime().isPositive()) {
            return false;
        }
        RequestDirectives directives = RequestDirectives.of(follower.headers());
        Duration currentAge = terms.currentAge(now);
        return !directives.noStore()
                && directives.accepts(currentAge, terms.lifetime().minus(currentAge));
    }
}
