package dev.weir.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The elements of the Forwarded field (RFC 7239 §4), in order; an empty one for what cannot be read. Pure, and total over
 * every text: one element that breaks the grammar makes the rest of its line unreadable, since nobody knows where it ends.
 */
final class ForwardedElements {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private final String line;
    private final List<Map<String, String>> elements = new ArrayList<>();
    private int at;

    private ForwardedElements(String line) {
        this.line = line;
    }

    /** @return parameters by their names in lower case; of one that stands twice none, for the element means nothing then */
    static List<Map<String, String>> of(List<String> lines) {
        List<Map<String, String>> all = new ArrayList<>();
        for (String line : lines) {
            all.addAll(new ForwardedElements(line).read());
        }
        return all;
    }

    private List<Map<String, String>> read() {
        do {
            Map<String, String> element = element();
            if (element == null) {
                elements.add(Map.of());
                return elements;
            }
            elements.add(element);
        } while (took(','));
        return elements;
    }

    /** Null if it breaks the grammar. */
    private @Nullable Map<String, String> element() {
        Map<String, String> pairs = new HashMap<>();
        boolean twice = false;
        do {
            skipSpace();
            String name = token().toLowerCase(Locale.ROOT);
            if (!name.isEmpty()) {
                String value = took('=') ? value() : null;
                if (value == null) {
                    return null;
                }
                twice |= pairs.put(name, value) != null;
            }
            skipSpace();
        } while (took(';'));
        return at == line.length() || line.charAt(at) == ',' ? (twice ? Map.of() : pairs) : null;
    }

    private @Nullable String value() {
        if (at < line.length() && line.charAt(at) == '"') {
            return quoted();
        }
        String token = token();
        return token.isEmpty() ? null : token;
    }

    private @Nullable String quoted() {
        StringBuilder text = new StringBuilder();
        for (at++; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '"') {
                at++;
                return text.toString();
            }
            if (c == '\\') {
                at++;
            }
            if (at < line.length()) {
                text.append(line.charAt(at));
            }
        }
        return null;
    }

    private String token() {
        int start = at;
        while (at < line.length() && isTokenChar(line.charAt(at))) {
            at++;
        }
        return line.substring(start, at);
    }

    private boolean took(char separator) {
        boolean there = at < line.length() && line.charAt(at) == separator;
        at += there ? 1 : 0;
        return there;
    }

    private void skipSpace() {
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
    }

    private static boolean isTokenChar(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || TOKEN_MARKS.indexOf(c) >= 0;
    }
}
