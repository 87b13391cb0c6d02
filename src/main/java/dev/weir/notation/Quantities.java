package dev.weir.notation;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations and sizes as the command line and a query write them: {@code 250ms}, {@code 64KiB}. */
public final class Quantities {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KiB|MiB|GiB)");

    private Quantities() {}

    /** @throws IllegalArgumentException naming the text and what was expected */
    public static Duration duration(String text) {
        Matcher parts = match(DURATION, text, "a duration such as 250ms, 5s or 2m");
        long amount = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    /** @throws IllegalArgumentException naming the text and what was expected */
    public static int bytes(String text) {
        String expected = "a size below 2GiB such as 512B, 64KiB or 4MiB";
        Matcher parts = match(SIZE, text, expected);
        int shift =
                switch (parts.group(2)) {
                    case "B" -> 0;
                    case "KiB" -> 10;
                    case "MiB" -> 20;
                    default -> 30;
                };
        long bytes = Long.parseLong(parts.group(1)) << shift;
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(text + " (expected: " + expected + ")");
        }
        return (int) bytes;
    }

    private static Matcher match(Pattern pattern, String text, String expected) {
        Matcher parts = pattern.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(text + " (expected: " + expected + ")");
        }
        return parts;
    }
}
