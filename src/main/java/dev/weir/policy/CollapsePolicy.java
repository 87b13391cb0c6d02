package dev.weir.policy;

import dev.weir.message.Terms;
import dev.weir.message.Verdict;
import java.time.Duration;

/**
 * Whether a request is given the response of the fill that it boarded, which {@link StorePolicy} found storable. The
 * caller has compared key and selecting fields ({@link Selection#matches}).
 *
 * <p>Of who waited for the head no freshness left over is asked: the origin made the answer meanwhile, so that the
 * follower gets what its own request would have got. A response with {@code max-age=1} from an origin that takes two
 * seconds is stale on arrival, and must still serve all who wait, or each of them would go and wait again. To who comes
 * when the head is in, the response is a stored one like any other: stale, it is the last fill's, and the request joins
 * the next. So does one that came after a purge of what the fill had already asked for.
 *
 * <p>A response without any lifetime was meant for one request only, and one that always needs validation for none but
 * the leader's: the next fill would bring no better.
 */
public final class CollapsePolicy {
    private CollapsePolicy() {}

    public static CollapseDecision decide(CollapseQuestion q) {
        if (q.boarding() == Boarding.LED) {
            return CollapseDecision.ADMIT;
        }
        Terms terms = q.candidate().terms();
        RequestDirectives directives = RequestDirectives.of(q.request().headers());
        if (terms.reuse() == Terms.Reuse.ALWAYS_VALIDATE || !terms.lifetime().isPositive() || directives.noStore()) {
            return CollapseDecision.GO_ALONE;
        }
        if (q.verdict() != Verdict.NONE) {
            return CollapseDecision.JOIN_NEXT;
        }
        Duration currentAge = terms.currentAge(q.now());
        Duration ttl = terms.lifetime().minus(currentAge);
        if (q.boarding() == Boarding.AFTER_HEAD && !ttl.isPositive()) {
            return mayBeServedStale(q) ? CollapseDecision.ADMIT : CollapseDecision.JOIN_NEXT;
        }
        return directives.accepts(currentAge, ttl) ? CollapseDecision.ADMIT : CollapseDecision.GO_ALONE;
    }

    private static boolean mayBeServedStale(CollapseQuestion q) {
        ReuseQuestion asStored =
                new ReuseQuestion(q.request(), q.candidate(), q.verdict(), ForwardReason.MISS, q.now());
        return switch (ReusePolicy.decide(asStored)) {
            case ReuseDecision.Serve serve -> true;
            case ReuseDecision.ServeStale stale -> true;
            case ReuseDecision.Validate validate -> false;
            case ReuseDecision.Forward forward -> false;
            case ReuseDecision.Refuse refuse -> false;
        };
    }
}
