package dev.weir.config;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Patterns over a normalised path: {@code *} within a segment, {@code **} for any number of segments. */
final class PathPatterns {
    static final Form<String> PATTERN = Form.of(
                    "a path such as /products/**, without query, ** only as a whole segment",
                    text -> Optional.of(text).filter(PathPatterns::isValid))
            .suggesting(text -> Optional.of('/' + text));

    private static final Set<String> DOT_SEGMENTS = Set.of(".", "..");

    /** RFC 3986 §3.3: what a segment is made of, and letters beyond ASCII, which a path holds encoded. */
    private static final Pattern SEGMENT =
            Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|[^\\x00-\\xa0\\p{Z}\\p{C}]|%[0-9A-Fa-f]{2})*+");

    private PathPatterns() {}

    /** Whether every path that {@code narrow} takes is taken by {@code wide}; may miss a case, never invents one. */
    static boolean covers(String wide, String narrow) {
        return wide.equals(narrow) || (wide.endsWith("/**") && isBelow(narrow, wide.substring(0, wide.length() - 3)));
    }

    /** {@code /a/**} takes {@code /a} too. */
    private static boolean isBelow(String pattern, String parent) {
        return pattern.equals(parent) || pattern.startsWith(parent + '/');
    }

    static boolean isDotSegment(String segment) {
        return DOT_SEGMENTS.contains(segment);
    }

    private static boolean isValid(String text) {
        return text.startsWith("/")
                && Arrays.stream(text.substring(1).split("/", -1)).allMatch(PathPatterns::isSegment);
    }

    private static boolean isSegment(String segment) {
        return SEGMENT.matcher(segment).matches()
                && !isDotSegment(segment)
                && (!segment.contains("**") || segment.equals("**"));
    }
}
