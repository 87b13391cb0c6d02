package dev.weir.exchange;

import dev.weir.message.CacheKey;
import dev.weir.message.SearchIndex;
import dev.weir.policy.NoVarySearch;
import org.jspecify.annotations.Nullable;

/**
 * Under which key a request is looked up: first its own, then the one that stands for all queries which are the same by
 * No-Vary-Search.
 *
 * @param own of the request's own query
 * @param key own, or the one that stands for many queries
 * @param rule by which {@code key} stands for them; null where it is the request's own
 * @param mayStand whether the request may be answered by what stands for many queries
 */
record Address(CacheKey own, CacheKey key, @Nullable NoVarySearch rule, boolean mayStand) {
    static Address of(CacheKey own, boolean mayStand) {
        return new Address(own, own, null, mayStand);
    }

    /** Whether another key is still to be tried where nothing stands under this one. */
    boolean isFirst() {
        return mayStand && rule == null;
    }

    /** Where the index leads; null if its rule says nothing. */
    @Nullable
    Address by(SearchIndex index) {
        NoVarySearch said = NoVarySearch.parse(index.rule());
        return said == null ? null : new Address(own, index.keyFor(said.canonical(own.query())), said, true);
    }

    /** Of its own query for good: what answers others does not answer it. */
    Address alone() {
        return of(own, false);
    }
}
