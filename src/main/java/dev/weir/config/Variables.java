package dev.weir.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The environment's part in a value: {@code ${NAME}} and {@code ${NAME:-default}}.
 *
 * <p>As in a shell, the default also stands in for an empty variable; what is put in is not looked through again.
 */
record Variables(Function<String, @Nullable String> environment) {
    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{(?:(?<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?<default>[^}]*))?\\})?");

    sealed interface Resolution {}

    record Resolved(String text) implements Resolution {}

    /** @param names variables without a value or a default */
    record Unset(List<String> names) implements Resolution {}

    /** A <code>${</code> that begins no reference. */
    record Malformed() implements Resolution {}

    Resolution resolve(String raw) {
        StringBuilder text = new StringBuilder();
        List<String> unset = new ArrayList<>();
        Matcher reference = REFERENCE.matcher(raw);
        while (reference.find()) {
            String name = reference.group("name");
            if (name == null) {
                return new Malformed();
            }
            String value = valueOf(name, reference.group("default"));
            if (value == null) {
                unset.add(name);
            }
            reference.appendReplacement(text, Matcher.quoteReplacement(String.valueOf(value)));
        }
        reference.appendTail(text);
        return unset.isEmpty() ? new Resolved(text.toString()) : new Unset(unset);
    }

    private @Nullable String valueOf(String name, @Nullable String fallback) {
        String value = environment.apply(name);
        return fallback != null && (value == null || value.isEmpty()) ? fallback : value;
    }
}
