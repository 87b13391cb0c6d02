package dev.weir.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The request fields that selected a variant (RFC 9111 §4.1): names from the resource's Vary, and the values the
 * storing request had.
 *
 * @param names lower case, sorted, without repeats
 * @param values normalised value by name, null where the request had no such field
 */
public record Selecting(List<String> names, List<@Nullable String> values) {
    public static final Selecting NONE = new Selecting(List.of(), List.of());

    public boolean isNone() {
        return names.isEmpty();
    }
}
