package dev.weir.fill;

import dev.weir.message.Body;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.message.StoredResponse;
import dev.weir.message.Trace;
import dev.weir.message.Verdict;
import dev.weir.origin.Origin;
import dev.weir.policy.CachingRules;
import dev.weir.policy.FailureDecision;
import dev.weir.policy.FailurePolicy;
import dev.weir.policy.FailureQuestion;
import dev.weir.policy.NoVarySearch;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request wants filled, should it lead.
 *
 * @param request as the client sent it
 * @param content of the request, whole
 * @param stored what the look-up found and no hard purge forbids, or null
 * @param validate ask the origin whether {@code stored} still holds; where nothing is stored, whether one of the variants
 *     that are is the answer
 * @param vary names by which the resource is already known to vary
 * @param search the rule by which its key stands for many queries, or null where it stands for one
 */
public record FillPlan(
        RequestHead request,
        Body content,
        Origin origin,
        CachingRules rules,
        @Nullable StoredResponse stored,
        boolean validate,
        List<String> vary,
        @Nullable NoVarySearch search) {
    /** The same fill, asking for the whole. */
    FillPlan unconditional() {
        return new FillPlan(request, content, origin, rules, stored, false, vary, search);
    }

    /** The same, followed as a part of its own of the request's way. */
    FillPlan begun() {
        Trace step = trace().begin(Trace.Step.FILL);
        return step == Trace.NONE
                ? this
                : new FillPlan(request.followedBy(step), content, origin, rules, stored, validate, vary, search);
    }

    /** Who follows it. */
    Trace trace() {
        return request.trace();
    }

    /** An error never replaces what may still be served stale (RFC 5861 §4). */
    boolean isStaleUsable(RequestHead by, int status, Instant now) {
        FailureQuestion question = new FailureQuestion(stored, Verdict.NONE, by, status, now);
        return FailurePolicy.decide(question) instanceof FailureDecision.ServeStale;
    }

    /** Whether responses are asked which queries they answer. */
    boolean heedsSearch() {
        return rules.requests().heedsNoVarySearch() && request.isGetOrHead();
    }

    /** Whether a response answers every query that its key stands for, by what it says itself. */
    boolean isAnsweredBy(ResponseHead response) {
        return search == null || search.equals(NoVarySearch.of(response.headers()));
    }

    boolean hasCredentials() {
        return request.hasCredentials();
    }
}
