package dev.weir.policy;

import dev.weir.message.StoredResponse;
import dev.weir.message.Terms;
import dev.weir.message.Verdict;
import java.time.Duration;

/**
 * What a request gets when the origin failed (RFC 9111 §4.2.4, RFC 5861 §4).
 *
 * <p>A {@code max-age} of the request does not count: stale use on an error is allowed "regardless of other freshness
 * information". {@code no-cache} does, because it asks never to be answered from what is stored.
 */
public final class FailurePolicy {
    private FailurePolicy() {}

    public static FailureDecision decide(FailureQuestion q) {
        StoredResponse stored = q.stored();
        return stored != null && q.verdict() != Verdict.HARD && StatusCodes.isFailure(q.status()) && isUsable(stored, q)
                ? new FailureDecision.ServeStale(stored)
                : new FailureDecision.Fail(q.status());
    }

    private static boolean isUsable(StoredResponse stored, FailureQuestion q) {
        RequestDirectives directives = RequestDirectives.of(q.request().headers());
        return !directives.noCache() && Staleness.within(window(stored.terms(), directives), stored.terms(), q.now());
    }

    /** The request may grant more than the response does, since it is the client that gets the stale response. */
    private static Duration window(Terms terms, RequestDirectives directives) {
        Duration granted = directives.staleIfError();
        return granted != null && granted.compareTo(terms.staleIfError()) > 0 ? granted : terms.staleIfError();
    }
}
