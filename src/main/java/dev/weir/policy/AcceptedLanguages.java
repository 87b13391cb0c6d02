package dev.weir.policy;

import dev.weir.message.Headers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The languages a request prefers, in one spelling (RFC 9110 §12.5.4): lower case, by falling weight, weights without
 * needless digits. Languages of equal weight keep their order, which some origins take for a preference.
 *
 * <p>The fill is sent this spelling, so that no origin can answer one spelling differently from another.
 */
final class AcceptedLanguages {
    private AcceptedLanguages() {}

    /** Null where the field is absent, or cannot be read: then nothing is known of what its spelling means. */
    static @Nullable String of(Headers request) {
        if (request.get(FieldNames.ACCEPT_LANGUAGE) == null) {
            return null;
        }
        List<Weighted> languages = new ArrayList<>();
        for (String member : Text.pieces(request.all(FieldNames.ACCEPT_LANGUAGE), ',')) {
            Weighted language = Weighted.of(member);
            if (language == null) {
                return null;
            }
            languages.add(language);
        }
        languages.sort(Comparator.comparingInt(Weighted::thousandths).reversed());
        return languages.stream().map(Weighted::toString).collect(Collectors.joining(", "));
    }
}
