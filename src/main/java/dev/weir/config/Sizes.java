package dev.weir.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers of bytes as they are written: {@code 512B 2KiB 4MiB 1GiB}. */
final class Sizes {
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB");
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})(B|KiB|MiB|GiB)");
    private static final Pattern LOOSE = Pattern.compile("(\\d{1,9})\\s*([KMG]?)(?:i?B)?", Pattern.CASE_INSENSITIVE);

    private Sizes() {}

    /** Bounds as they are written. */
    static Form<Long> between(String least, String most) {
        long min = parse(least).orElseThrow();
        long max = parse(most).orElseThrow();
        return Form.of("a size such as 512B, 2KiB, 4MiB, 1GiB, from " + least + " to " + most, Sizes::parse)
                .where(bytes -> bytes >= min && bytes <= max)
                .suggesting(Sizes::nearest);
    }

    private static Optional<Long> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        return written.matches()
                ? Optional.of(Long.parseLong(written.group(1)) << (10 * UNITS.indexOf(written.group(2))))
                : Optional.empty();
    }

    private static Optional<String> nearest(String text) {
        Matcher loose = LOOSE.matcher(text.strip());
        if (!loose.matches()) {
            return Optional.empty();
        }
        String letter = loose.group(2).toUpperCase(Locale.ROOT);
        return Optional.of(loose.group(1) + (letter.isEmpty() ? "B" : letter + "iB"));
    }
}
