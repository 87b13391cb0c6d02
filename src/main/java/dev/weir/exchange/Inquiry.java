package dev.weir.exchange;

import dev.weir.message.Body;
import dev.weir.message.CacheKey;
import dev.weir.message.RequestHead;
import dev.weir.message.StoreKey;
import dev.weir.origin.Origin;
import dev.weir.policy.CachingRules;
import dev.weir.policy.ForwardReason;
import dev.weir.policy.Selection;
import java.util.List;

/**
 * A request that may be answered from what is stored.
 *
 * @param client whose content, where it is part of the key, has arrived whole
 * @param vary names by which the resource is known to vary; empty until its index was met
 */
record Inquiry(
        ClientRequest client,
        String route,
        Origin origin,
        CachingRules rules,
        CacheKey key,
        List<String> vary,
        Course course) {

    static Inquiry of(ClientRequest client, String route, Origin origin, CachingRules rules, CacheKey key) {
        return new Inquiry(client, route, origin, rules, key, List.of(), Course.NOT_BEGUN);
    }

    RequestHead request() {
        return client.head();
    }

    Body content() {
        return client.body();
    }

    /** Where its answer stands, as far as is known. */
    StoreKey storeKey() {
        return vary.isEmpty()
                ? StoreKey.of(key)
                : new StoreKey(key, Selection.variant(Selection.select(vary, request())));
    }

    /** The resource turned out to vary by these names. */
    Inquiry varying(List<String> names) {
        return new Inquiry(client, route, origin, rules, key, names, course);
    }

    Inquiry on(Course further) {
        return new Inquiry(client, route, origin, rules, key, vary, further);
    }

    ForwardReason missing() {
        return vary.isEmpty() ? ForwardReason.URI_MISS : ForwardReason.VARY_MISS;
    }
}
