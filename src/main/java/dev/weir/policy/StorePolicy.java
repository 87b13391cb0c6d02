package dev.weir.policy;

import dev.weir.message.Headers;
import dev.weir.message.ResponseHead;
import dev.weir.message.Terms;
import dev.weir.policy.ResponseDirectives.Flag;
import dev.weir.policy.StoreDecision.Rule;
import dev.weir.policy.StoreDecision.Skip;
import dev.weir.policy.StoreDecision.Store;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a shared cache stores a response, and on what terms (RFC 9111 §3), under the rules of its route.
 *
 * <p>Asked only of what {@link LookupPolicy} let through: a request's own {@code no-store} never comes here, so that
 * every rule named speaks of the response, and may be remembered against the resource.
 */
public final class StorePolicy {
    private static final int LOWEST_ERROR = 400;

    private StorePolicy() {}

    public static StoreDecision decide(StoreQuestion q) {
        ResponseDirectives directives = ResponseDirectives.of(q.response().headers());
        VaryField vary = VaryField.of(q.response().headers());
        Rule refusal = refusal(q, directives, vary);
        if (refusal != null) {
            return new Skip(refusal);
        }
        List<String> groups = ResponseGroups.of(q.response().headers());
        if (groups == null) {
            return new Skip(Rule.TOO_MANY_GROUPS);
        }
        Freshness freshness = new Freshness(q, directives);
        return switch (Lifetime.of(q, directives, freshness)) {
            case Lifetime.Unknown unknown -> new Skip(unknown.rule());
            case Lifetime.Known known -> {
                Terms terms = TermsOfReuse.of(q, directives, freshness, known);
                yield TermsOfReuse.areUseless(terms, q)
                        ? new Skip(Rule.NO_FRESHNESS)
                        : store(StoredHead.of(q, freshness), directives, terms, new Names(vary.names(), groups));
            }
        };
    }

    private static Store store(ResponseHead own, ResponseDirectives directives, Terms terms, Names names) {
        return new Store(StoredHead.withhold(own, directives), own, terms, names.vary(), names.groups());
    }

    private record Names(List<String> vary, List<String> groups) {}

    /** What no rule of the operator's overrides, but for Set-Cookie. */
    private static @Nullable Rule refusal(StoreQuestion q, ResponseDirectives directives, VaryField vary) {
        int status = q.response().status();
        if (status == 206) {
            return Rule.PARTIAL;
        }
        if (!StatusCodes.isStorable(status)) {
            return Rule.STATUS;
        }
        if (status >= LOWEST_ERROR && !OrdinaryRequest.is(q.request().headers())) {
            return Rule.REQUEST_AT_FAULT;
        }
        Rule stated = refusal(directives, status);
        if (stated != null) {
            return stated;
        }
        if (q.request().headers().contains(FieldNames.AUTHORIZATION) && !directives.allowsSharedUseOfAuthenticated()) {
            return Rule.AUTHORIZATION;
        }
        if (setsCookie(q.response().headers(), directives)
                && q.rules().cookies().setCookie() == CachingRules.SetCookie.REFUSE) {
            return Rule.SET_COOKIE;
        }
        if (q.rules().guards().deception() && DeceptionPolicy.suspects(q.request(), q.response())) {
            return Rule.DECEPTION;
        }
        return vary.refusal();
    }

    /** {@code must-understand} replaces {@code no-store} where the status is understood (RFC 9111 §5.2.2.3). */
    private static @Nullable Rule refusal(ResponseDirectives directives, int status) {
        boolean mustUnderstand = directives.has(Flag.MUST_UNDERSTAND);
        if (mustUnderstand && !StatusCodes.isUnderstood(status)) {
            return Rule.STATUS;
        }
        if (directives.has(Flag.NO_STORE) && !mustUnderstand) {
            return Rule.NO_STORE;
        }
        if (directives.has(Flag.PRIVATE)) {
            return Rule.PRIVATE;
        }
        return directives.has(Flag.BROKEN) ? Rule.BAD_FIELDS : null;
    }

    /** For others than the request it answers: an origin that withholds its cookie says that the rest may be shared. */
    private static boolean setsCookie(Headers response, ResponseDirectives directives) {
        return setsCookie(response, directives, FieldNames.SET_COOKIE)
                || setsCookie(response, directives, FieldNames.SET_COOKIE2);
    }

    private static boolean setsCookie(Headers response, ResponseDirectives directives, String name) {
        return response.contains(name) && !directives.withheld().contains(name);
    }
}
