package dev.weir.config;

import dev.weir.notation.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values that are one of a few words. */
final class Choices {
    /** Everything that can be switched; booleans are the same. */
    static final Form<Boolean> SWITCH =
            Choices.of("on or off", Map.of("on", true, "true", true, "off", false, "false", false));

    private Choices() {}

    static <T> Form<T> of(String expected, Map<String, T> words) {
        List<String> sorted = words.keySet().stream().sorted().toList();
        return Form.of(expected, text -> Optional.ofNullable(words.get(text)))
                .suggesting(text -> Nearest.to(text, sorted));
    }
}
