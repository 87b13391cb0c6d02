package dev.weir.policy;

import dev.weir.message.Headers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The languages a request prefers, in one spelling (RFC 9110 §12.5.4): lower case, by falling weight, weights without
 * needless digits. Languages of equal weight keep their order, which some origins take for a preference.
 *
 * <p>The fill is sent this spelling, so that no origin can answer one spelling differently from another.
 */
final class AcceptedLanguages {
    private static final Comparator<Weighted> BY_FALLING_WEIGHT =
            Comparator.comparingInt(Weighted::thousandths).reversed();

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
        languages.sort(BY_FALLING_WEIGHT);
        return joined(languages);
    }

    private static String joined(List<Weighted> languages) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < languages.size(); i++) {
            text.append(i == 0 ? "" : ", ").append(languages.get(i));
        }
        return text.toString();
    }
}
