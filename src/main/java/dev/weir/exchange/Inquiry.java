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
 * @param client whose content, where it is part of the key, has arrived whole
 * @param vary names by which the resource is known to vary; empty until its index was met
 * @param attempts how often it was sent to look again
 */
record Inquiry(
        ClientRequest client,
        String route,
        Origin origin,
        CachingRules rules,
        CacheKey key,
        List<String> vary,
        int attempts) {

    static Inquiry of(ClientRequest client, String route, Origin origin, CachingRules rules, CacheKey key) {
        return new Inquiry(client, route, origin, rules, key, List.of(), 0);
    }

    RequestHead request() {
        return client.head();
    }

    Body content() {
        return client.body();
    }

    /** The resource turned out to vary by these names. */
    Inquiry varying(List<String> names) {
        return new Inquiry(client, route, origin, rules, key, names, attempts);
    }

    /** The flight it wanted to board was over. */
    Inquiry again() {
        return new Inquiry(client, route, origin, rules, key, vary, attempts + 1);
    }

    ForwardReason missing() {
        return vary.isEmpty() ? ForwardReason.URI_MISS : ForwardReason.VARY_MISS;
    }
}
