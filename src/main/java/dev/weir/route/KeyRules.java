package dev.weir.route;

import java.util.List;

/**
 * Which inputs of a request are part of its cache key.
 *
 * @param headers selected request fields, lower case, sorted
 * @param cookies selected cookie names, sorted
 */
public record KeyRules(Query query, List<String> headers, List<String> cookies) {
    public static final KeyRules STANDARD = new KeyRules(Query.ALL, List.of(), List.of());

    /**
     * Query parameters in the key.
     *
     * @param only names that count, or empty for all of them when {@code all}
     * @param ignore names left out; a trailing {@code *} stands for any rest
     */
    public record Query(boolean all, List<String> only, List<String> ignore) {
        public static final Query ALL = new Query(true, List.of(), List.of());
    }
}
