package dev.weir.exchange;

import dev.weir.message.Body;
import dev.weir.message.RequestHead;
import dev.weir.origin.Origin;
import dev.weir.policy.CachingRules;
import dev.weir.policy.ContentCoding;
import dev.weir.policy.ForwardReason;
import dev.weir.policy.HeardRequest;
import dev.weir.policy.LookupDecision;
import dev.weir.policy.LookupPolicy;
import dev.weir.route.Route;
import org.jspecify.annotations.Nullable;

/**
 * A request without content that nobody sent, up to the point where something would be looked up for it: the steps that
 * {@link Exchange} takes with one that somebody did.
 */
sealed interface Prospect {
    /** No route takes it. */
    record Unrouted() implements Prospect {}

    /** The origin is asked, and nothing looked up. */
    record Passed(RequestHead request, Route route, ForwardReason why) implements Prospect {}

    record Asked(Inquiry inquiry, Route route) implements Prospect {}

    static Prospect of(RequestHead received, Destinations destinations) {
        Route route = destinations.routes().match(received);
        Origin origin = route == null ? null : destinations.origins().get(route.origin());
        if (route == null || origin == null) {
            return new Unrouted();
        }
        RequestHead request = received.onward(route.onward());
        CachingRules rules = route.caching();
        if (rules == null) {
            return new Passed(request, route, ForwardReason.BYPASS);
        }
        RequestHead heard = ContentCoding.negotiate(HeardRequest.of(request, rules), rules);
        return switch (LookupPolicy.decide(heard, rules)) {
            case LookupDecision.Pass pass -> new Passed(heard, route, pass.why());
            case LookupDecision.LookUp lookUp -> asked(heard, route, origin, rules, null);
            case LookupDecision.ReadContent read ->
                LookupPolicy.mayChange(heard, NO_CONTENT)
                        ? new Passed(heard, route, ForwardReason.METHOD)
                        : asked(heard, route, origin, rules, NO_CONTENT);
        };
    }

    byte[] NO_CONTENT = {};

    private static Prospect asked(
            RequestHead heard, Route route, Origin origin, CachingRules rules, byte @Nullable [] content) {
        ClientRequest client = new ClientRequest(heard, Body.Empty.INSTANCE, gone -> {});
        return new Asked(
                Inquiry.of(
                        client,
                        route.name(),
                        origin,
                        rules,
                        content == null ? route.keyOf(heard) : route.keyOf(heard, content)),
                route);
    }
}
