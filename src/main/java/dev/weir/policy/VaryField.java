package dev.weir.policy;

import dev.weir.message.Headers;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names that a response's Vary lists (RFC 9110 §12.5.5).
 *
 * @param names lower case, sorted, without repeats
 * @param refusal why a response with this field is not stored, or null
 */
record VaryField(List<String> names, StoreDecision.@Nullable Rule refusal) {
    static VaryField of(Headers response) {
        List<String> lines = response.all(FieldNames.VARY);
        if (lines.isEmpty()) {
            return new VaryField(List.of(), null);
        }
        TreeSet<String> names = new TreeSet<>();
        for (String member : Text.pieces(lines, ',')) {
            names.add(member.toLowerCase(Locale.ROOT));
        }
        return new VaryField(List.copyOf(names), refusal(names));
    }

    /** A name that is none may hide one that matters. */
    private static StoreDecision.@Nullable Rule refusal(TreeSet<String> names) {
        if (names.contains("*")) {
            return StoreDecision.Rule.VARY_STAR;
        }
        if (!names.stream().allMatch(Text::isToken)) {
            return StoreDecision.Rule.BAD_FIELDS;
        }
        return names.size() > Selection.MAX_NAMES ? StoreDecision.Rule.VARY_TOO_WIDE : null;
    }
}
