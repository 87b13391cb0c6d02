package dev.weir.exchange;

import dev.weir.fill.Looked;
import dev.weir.message.Body;
import dev.weir.message.CacheKey;
import dev.weir.message.Fence;
import dev.weir.message.Onward;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.message.StoreKey;
import dev.weir.message.StoredResponse;
import dev.weir.message.Trace;
import dev.weir.origin.Origin;
import dev.weir.policy.CachingRules;
import dev.weir.policy.ForwardReason;
import dev.weir.policy.NoVarySearch;
import dev.weir.policy.Selection;
import dev.weir.store.Lookup;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

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
        Address address,
        List<String> vary,
        Course course) {

    static Inquiry of(ClientRequest client, String route, Origin origin, CachingRules rules, CacheKey key) {
        boolean mayStand = rules.requests().heedsNoVarySearch() && client.head().isGetOrHead();
        return new Inquiry(client, route, origin, rules, Address.of(key, mayStand), List.of(), Course.NOT_BEGUN);
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
                ? StoreKey.of(key())
                : new StoreKey(key(), Selection.variant(Selection.select(vary, request())));
    }

    CacheKey key() {
        return address.key();
    }

    /** To be forwarded so. */
    Inquiry asking(Onward onward) {
        ClientRequest asked = client.heard(request().onward(onward));
        return new Inquiry(asked, route, origin, rules, address, vary, course);
    }

    /** To be looked for under another key. */
    Inquiry at(Address other) {
        return new Inquiry(client, route, origin, rules, other, List.of(), course);
    }

    /** Whether a response under its key is one for its query, by what the response says itself. */
    boolean isAnsweredBy(StoredResponse response) {
        return isAnsweredBy(response.head());
    }

    boolean isAnsweredBy(ResponseHead response) {
        NoVarySearch rule = address.rule();
        return rule == null || rule.equals(NoVarySearch.of(response.headers()));
    }

    /** The resource turned out to vary by these names. */
    Inquiry varying(List<String> names) {
        return new Inquiry(client, route, origin, rules, address, names, course);
    }

    Inquiry on(Course further) {
        return new Inquiry(client, route, origin, rules, address, vary, further);
    }

    /** What is to be done with what a look-up finds, which begins now; whoever follows the request hears of it. */
    <T> Function<Looked, T> onceLooked(Function<Looked, T> then) {
        Trace step = request().trace().begin(Trace.Step.LOOKUP);
        return step == Trace.NONE
                ? then
                : looked -> {
                    step.end(wordOf(looked.found()));
                    return then.apply(looked);
                };
    }

    private static String wordOf(Lookup found) {
        return switch (found) {
            case Lookup.Found stored -> stored.tier().name().toLowerCase(Locale.ROOT);
            case Lookup.Varies varies -> "varies";
            case Lookup.Equates equates -> "equates";
            case Lookup.Missing missing -> missing.why().name().toLowerCase(Locale.ROOT);
        };
    }

    /** As if it had arrived at another position of the purge log. */
    Inquiry from(Fence position) {
        return new Inquiry(client.at(position), route, origin, rules, address, vary, course);
    }

    boolean keepsNear() {
        return rules.delivery().keepsNear();
    }

    ForwardReason missing() {
        return vary.isEmpty() ? ForwardReason.URI_MISS : ForwardReason.VARY_MISS;
    }
}
