package dev.weir.exchange;

import dev.weir.message.Body;
import dev.weir.message.CacheKey;
import dev.weir.message.RequestHead;
import dev.weir.origin.Origin;
import dev.weir.policy.CachingRules;
import dev.weir.policy.ForwardReason;
import java.util.List;

/**
 * A request that may be answered from what is stored, and how far it has come.
 *
 * @param content of the request, whole, where it is part of the key
 * @param vary names by which the resource is known to vary; empty until its index was met
 * @param attempts how often it was sent to look again
 */
record Inquiry(
        RequestHead request,
        String route,
        Origin origin,
        CachingRules rules,
        CacheKey key,
        Body content,
        List<String> vary,
        int attempts) {

    static Inquiry of(RequestHead request, String route, Origin origin, CachingRules rules, CacheKey key) {
        return new Inquiry(request, route, origin, rules, key, Body.Empty.INSTANCE, List.of(), 0);
    }

    /** The same with its content, which the origin gets too. */
    Inquiry carrying(Body whole) {
        return new Inquiry(request, route, origin, rules, key, whole, vary, attempts);
    }

    /** The resource turned out to vary by these names. */
    Inquiry varying(List<String> names) {
        return new Inquiry(request, route, origin, rules, key, content, names, attempts);
    }

    /** The flight it wanted to board was over. */
    Inquiry again() {
        return new Inquiry(request, route, origin, rules, key, content, vary, attempts + 1);
    }

    ForwardReason missing() {
        return vary.isEmpty() ? ForwardReason.URI_MISS : ForwardReason.VARY_MISS;
    }
}
