package dev.weir.exchange;

import dev.weir.message.CacheKey;
import dev.weir.message.RequestHead;
import dev.weir.origin.Origin;
import dev.weir.policy.CachingRules;
import dev.weir.policy.ForwardReason;
import java.util.List;

/**
 * A request that may be answered from what is stored, and how far it has come.
 *
 * @param vary names by which the resource is known to vary; empty until its index was met
 * @param attempts how often it was sent to look again
 */
record Inquiry(
        RequestHead request,
        String route,
        Origin origin,
        CachingRules rules,
        CacheKey key,
        List<String> vary,
        int attempts) {

    /** The resource turned out to vary by these names. */
    Inquiry varying(List<String> names) {
        return new Inquiry(request, route, origin, rules, key, names, attempts);
    }

    /** The flight it wanted to board was over. */
    Inquiry again() {
        return new Inquiry(request, route, origin, rules, key, vary, attempts + 1);
    }

    ForwardReason missing() {
        return vary.isEmpty() ? ForwardReason.URI_MISS : ForwardReason.VARY_MISS;
    }
}
