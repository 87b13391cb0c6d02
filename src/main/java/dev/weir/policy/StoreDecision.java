package dev.weir.policy;

import dev.weir.message.ResponseHead;
import dev.weir.message.Terms;
import java.util.List;

/** Whether a response from the origin is stored by a shared cache (RFC 9111 §3). */
public sealed interface StoreDecision {
    /**
     * @param head as it is stored and served to all: hop-by-hop fields, stripped cookies and withheld fields gone
     * @param own as the request gets it that it answers: withheld fields still there; else the same
     * @param vary names of the Vary field, lower case, sorted, without repeats
     * @param groups names of the groups it belongs to, without repeats
     */
    record Store(ResponseHead head, ResponseHead own, Terms terms, List<String> vary, List<String> groups)
            implements StoreDecision {}

    /** The response belongs to the request it answers, and to nobody else. */
    record Skip(Rule rule) implements StoreDecision {}

    /** Why a response is not stored. */
    enum Rule {
        NO_STORE,
        PRIVATE,
        AUTHORIZATION,
        SET_COOKIE,
        COOKIE,
        VARY_STAR,
        VARY_TOO_WIDE,
        /** A purge of one of its groups could miss it. */
        TOO_MANY_GROUPS,
        NO_FRESHNESS,
        STATUS,
        PARTIAL,
        /** An error that the request's own fields may have caused. */
        REQUEST_AT_FAULT,
        BODY_TOO_LONG,
        /** It may be somebody's page behind a path that looks like a file's. */
        DECEPTION,
        BAD_FIELDS;

        /**
         * Whether the response itself forbids storing, whoever asks: only then may its key be remembered as uncacheable,
         * else one crafted request could take the collapse from a hot key.
         */
        public boolean isOfTheResponse() {
            return switch (this) {
                case NO_STORE, PRIVATE, SET_COOKIE, VARY_STAR -> true;
                default -> false;
            };
        }
    }
}
