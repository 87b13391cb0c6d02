package dev.weir.config;

import org.jspecify.annotations.Nullable;

/**
 * One mistake in a configuration, as the operator reads it. Secrets are masked.
 *
 * @param path keys from the root, such as {@code routes[0].cache.default-ttl}; empty for the whole document
 * @param found the offending value, or what is wrong with it
 * @param expected what would be right
 * @param suggestion what was probably meant, or null
 */
public record Mistake(
        Place place,
        String path,
        String found,
        String expected,
        @Nullable String suggestion) {
    @Override
    public String toString() {
        return place
                + ": "
                + (path.isEmpty() ? "" : path + ": ")
                + found
                + " (expected: "
                + expected
                + (suggestion == null ? "" : "; did you mean " + suggestion + "?")
                + ')';
    }
}
