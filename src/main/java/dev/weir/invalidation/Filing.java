package dev.weir.invalidation;

import dev.weir.message.CacheKey;
import java.util.List;

/**
 * How the routes file URIs: a purge names one as clients write it, while cache keys hold it in a canonical form, the query
 * as the route's key rules have it.
 *
 * <p>A pure function of the configuration. Any thread.
 */
public interface Filing {
    /** To the letter, for a gateway without routes. */
    Filing TO_THE_LETTER = new Filing() {
        @Override
        public List<String> uris(String uri) {
            return List.of(uri);
        }

        @Override
        public String prefix(String prefix) {
            return prefix;
        }

        @Override
        public List<CacheKey> plainKeys(String uri) {
            return List.of();
        }
    };

    /** Every URI text that keys of this URI hold, whatever the method, fields, cookies or content; never empty. */
    List<String> uris(String uri);

    /** The text with which the URI text of every key begins that this prefix means. */
    String prefix(String prefix);

    /** Keys of this URI that nothing but the URI is part of: those whose stored values can be found. */
    List<CacheKey> plainKeys(String uri);
}
