package dev.weir.route;

import dev.weir.message.KeyText;
import java.util.ArrayList;
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
                named(name, line).forEach(pair -> append(key, pair));
            }
        }
    }

    /** Lines that have the same key and hold nothing else. */
    List<String> kept(List<String> lines) {
        if (lines.stream().anyMatch(line -> line.indexOf('"') >= 0)) {
            return lines;
        }
        List<String> kept = new ArrayList<>();
        for (String name : names) {
            lines.forEach(line -> kept.addAll(named(name, line)));
        }
        return kept.isEmpty() ? List.of() : List.of(String.join("; ", kept));
    }

    /** The pairs of a name, in the order sent. */
    private static List<String> named(String name, String line) {
        List<String> named = new ArrayList<>();
        for (int start = 0; start <= line.length(); ) {
            int separator = line.indexOf(';', start);
            int end = separator < 0 ? line.length() : separator;
            String pair = line.substring(start, end).strip();
            if (pair.startsWith(name) && (pair.length() == name.length() || pair.charAt(name.length()) == '=')) {
                named.add(pair);
            }
            start = end + 1;
        }
        return named;
    }

    private static void append(StringBuilder key, String pair) {
        key.append(" c:").append(KeyText.escape(pair, ""));
    }
}
