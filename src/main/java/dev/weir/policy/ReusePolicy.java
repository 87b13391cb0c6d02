package dev.weir.policy;

import dev.weir.message.StoredResponse;
import dev.weir.message.Terms;
import dev.weir.message.Verdict;
import java.time.Duration;

/**
 * Whether a stored response answers a request (RFC 9111 §4, §5.2.1; RFC 5861 §3).
 *
 * <p>A request with Authorization is answered from a response that was stored for a request without: RFC 9111 §3.5
 * restricts what a shared cache keeps of the answers to authenticated requests, not whom it gives the others. An origin
 * that answers both kinds differently says so with {@code private} or Vary.
 */
public final class ReusePolicy {
    private ReusePolicy() {}

    public static ReuseDecision decide(ReuseQuestion q) {
        RequestDirectives directives = RequestDirectives.of(q.request().headers());
        StoredResponse stored = q.stored();
        if (stored == null || q.verdict() == Verdict.HARD) {
            return directives.onlyIfCached() ? refusal() : new ReuseDecision.Forward(q.missing());
        }
        Duration currentAge = stored.terms().currentAge(q.now());
        Duration ttl = stored.terms().lifetime().minus(currentAge);
        if (!directives.accepts(currentAge, ttl) && !isNeedlessReload(directives, stored, ttl)) {
            return ask(q, stored, isUsable(q, stored, ttl) ? ForwardReason.REQUEST : ForwardReason.STALE, directives);
        }
        if (isUsable(q, stored, ttl)) {
            return new ReuseDecision.Serve(stored);
        }
        return stored.terms().reuse() == Terms.Reuse.ALWAYS_VALIDATE
                ? ask(q, stored, ForwardReason.STALE, directives)
                : stale(q, stored, directives);
    }

    /** Fresh, so that only the request can stand against it (RFC 9211 §2.2). */
    private static boolean isUsable(ReuseQuestion q, StoredResponse stored, Duration ttl) {
        return q.verdict() == Verdict.NONE && ttl.isPositive() && stored.terms().reuse() != Terms.Reuse.ALWAYS_VALIDATE;
    }

    /** What is immutable while fresh need not be asked for again, unless by no-cache (RFC 8246 §2). */
    private static boolean isNeedlessReload(RequestDirectives directives, StoredResponse stored, Duration ttl) {
        return directives.isReload()
                && ttl.isPositive()
                && ResponseDirectives.of(stored.head().headers()).has(ResponseDirectives.Flag.IMMUTABLE);
    }

    private static ReuseDecision stale(ReuseQuestion q, StoredResponse stored, RequestDirectives directives) {
        Duration maxStale = directives.maxStale();
        // How long ago it was purged softly is not known here, so that no bound the client sets could be kept.
        if (q.verdict() == Verdict.NONE && maxStale != null && Staleness.within(maxStale, stored.terms(), q.now())) {
            return new ReuseDecision.Serve(stored);
        }
        boolean whileRevalidating = directives.leavesFreshnessOpen()
                && Staleness.within(stored.terms().staleWhileRevalidate(), stored.terms(), q.now());
        return whileRevalidating
                ? new ReuseDecision.ServeStale(stored)
                : ask(q, stored, ForwardReason.STALE, directives);
    }

    private static ReuseDecision ask(
            ReuseQuestion q, StoredResponse stored, ForwardReason why, RequestDirectives directives) {
        if (directives.onlyIfCached()) {
            return refusal();
        }
        return FillRequest.mayValidate(q.request(), stored)
                ? new ReuseDecision.Validate(stored, why)
                : new ReuseDecision.Forward(why);
    }

    private static ReuseDecision refusal() {
        return new ReuseDecision.Refuse(504);
    }
}
