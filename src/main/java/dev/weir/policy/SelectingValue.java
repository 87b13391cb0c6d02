package dev.weir.policy;

import dev.weir.message.Headers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value of one selecting field, in a form that is equal for requests that mean the same (RFC 9111 §4.1): lines
 * combined, no space at the ends nor around the commas of a list.
 *
 * <p>Nothing more is normalised than what no origin may tell apart, but for two fields of which the origin is sent the
 * normal form ({@link FillRequest}): {@link AcceptedCodings} and {@link AcceptedLanguages}. Commas in quoted strings, and in fields that are no
 * lists, are text.
 */
final class SelectingValue {
    private SelectingValue() {}

    /** @return null if there is no such field, which is not the same as an empty one */
    static @Nullable String of(String name, Headers request) {
        if (name.equals("accept-encoding")) {
            return AcceptedCodings.of(request);
        }
        String languages = name.equals("accept-language") ? AcceptedLanguages.of(request) : null;
        return languages == null ? asSent(name, request) : languages;
    }

    private static @Nullable String asSent(String name, Headers request) {
        if (request.get(name) == null) {
            return null;
        }
        List<String> lines = request.all(name);
        return switch (name) {
            // HTTP/2 splits Cookie into lines that mean one value (RFC 9113 §8.2.3).
            case "cookie" -> String.join("; ", lines.stream().map(Text::trim).toList());
            case "user-agent", "referer", "authorization" -> Text.trim(String.join(", ", lines));
            default -> list(lines);
        };
    }

    private static String list(List<String> lines) {
        String joined = Text.trim(lines.size() == 1 ? lines.get(0) : String.join(",", lines));
        return joined.indexOf(',') < 0 ? joined : withoutSpaceAroundCommas(joined);
    }

    private static String withoutSpaceAroundCommas(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\' && i + 1 < text.length()) {
                out.append(c).append(text.charAt(++i));
            } else if (!quoted && c == ',') {
                trimEnd(out);
                out.append(c);
                i = lastSpaceFrom(text, i);
            } else {
                quoted ^= c == '"';
                out.append(c);
            }
        }
        return out.toString();
    }

    private static void trimEnd(StringBuilder out) {
        while (!out.isEmpty() && Text.isSpace(out.charAt(out.length() - 1))) {
            out.setLength(out.length() - 1);
        }
    }

    private static int lastSpaceFrom(String text, int comma) {
        int at = comma;
        while (at + 1 < text.length() && Text.isSpace(text.charAt(at + 1))) {
            at++;
        }
        return at;
    }
}
