package dev.weir.route;

import dev.weir.message.KeyText;
import java.util.List;

/**
 * The selected cookies of a request, as they stand in its cache key (RFC 6265 §4.2).
 *
 * <p>Every cookie of a selected name counts, in the order sent, its value to the letter; {@code a} and {@code a=} differ.
 * Where a quote stands in the field, servers disagree whether it may hide a {@code ;}: the whole field counts then.
 */
final class CookieKey {
    private final List<String> names;

    CookieKey(List<String> names) {
        this.names = names;
    }

    List<String> names() {
        return names;
    }

    void append(StringBuilder key, List<String> lines) {
        if (lines.stream().anyMatch(line -> line.indexOf('"') >= 0)) {
            lines.forEach(line -> append(key, "=" + line));
            return;
        }
        for (String name : names) {
            for (String line : lines) {
                appendNamed(key, name, line);
            }
        }
    }

    private static void appendNamed(StringBuilder key, String name, String line) {
        for (int start = 0; start <= line.length(); ) {
            int separator = line.indexOf(';', start);
            int end = separator < 0 ? line.length() : separator;
            String pair = line.substring(start, end).strip();
            if (pair.startsWith(name) && (pair.length() == name.length() || pair.charAt(name.length()) == '=')) {
                append(key, pair);
            }
            start = end + 1;
        }
    }

    private static void append(StringBuilder key, String pair) {
        key.append(" c:").append(KeyText.escape(pair, ""));
    }
}
