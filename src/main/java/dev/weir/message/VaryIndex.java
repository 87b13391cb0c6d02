package dev.weir.message;

import java.util.List;

/**
 * What stands under a resource's key when its responses vary: the union of the Vary names seen, never a list of
 * variants.
 *
 * @param names lower case, sorted, without repeats; never empty
 */
public record VaryIndex(CacheKey key, List<String> names) {
    public VaryIndex {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("names: [] (expected: at least one field name)");
        }
    }
}
