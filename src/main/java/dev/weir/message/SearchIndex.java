package dev.weir.message;

/**
 * What stands for a URI without query when responses say that not all of its queries differ: the rule by which they are
 * told apart (No-Vary-Search), the last one that was heard.
 *
 * <p>The mark is part of the key of every response that the rule leads to. An index made anew has another one: what was
 * filed under an earlier index stays out of reach.
 *
 * @param key of the URI without query
 * @param rule value of the No-Vary-Search field
 * @param mark random
 */
public record SearchIndex(CacheKey key, String rule, long mark) {
    /** The key for all queries that are the same as one, given in the form that they share. */
    public CacheKey keyFor(String query) {
        return key.standingFor(query, mark);
    }
}
