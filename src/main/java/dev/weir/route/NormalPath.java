package dev.weir.route;

import java.nio.charset.StandardCharsets;

/**
 * The normal form of a path, over which routes are chosen (RFC 3986 §6.2.2): percent-encodings in upper case,
 * unreserved characters decoded, dot segments removed. {@code %2F} stays encoded, for it is data within a segment.
 *
 * <p>Only for choosing a route. The origin gets the path as it was received, so a cache key never uses this form.
 *
 * <p>A dot segment with parameters ({@code ..;x}) counts as one, for servlet containers read it so. Total: what is not a
 * percent-encoding is kept, and a path that climbs above the root stays there.
 */
final class NormalPath {
    private NormalPath() {}

    /** Whether a path is already in normal form, as nearly all are; false may also mean "not known". */
    static boolean isPlain(String path) {
        return path.indexOf('%') < 0 && path.indexOf('\\') < 0 && !path.contains("/.");
    }

    static String of(String path) {
        return removeDotSegments(decode(path, true));
    }

    /** Unreserved characters decoded, and nothing else. */
    static String decoded(String path) {
        return decode(path, true);
    }

    /** The path as received but for the case of its percent-encodings, which no server takes as a difference in route. */
    static String received(String path) {
        return decode(path, false);
    }

    /** The normal form of a pattern: characters that a path holds only encoded are encoded. */
    static String encode(String pattern) {
        StringBuilder encoded = new StringBuilder(pattern.length());
        for (byte octet : pattern.getBytes(StandardCharsets.UTF_8)) {
            if (octet > ' ' && octet < 0x7f) {
                encoded.append((char) octet);
            } else {
                PercentEncoding.append(encoded, octet);
            }
        }
        return decode(encoded.toString(), true);
    }

    private static String decode(String path, boolean unreserved) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        StringBuilder decoded = new StringBuilder(path.length());
        for (int i = 0; i < path.length(); i++) {
            int octet = PercentEncoding.octetAt(path, i);
            if (octet < 0) {
                decoded.append(path.charAt(i));
                continue;
            }
            if (unreserved && isUnreserved(octet)) {
                decoded.append((char) octet);
            } else {
                PercentEncoding.append(decoded, octet);
            }
            i += 2;
        }
        return decoded.toString();
    }

    private static boolean isUnreserved(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }

    /** RFC 3986 §5.2.4, segment by segment. */
    private static String removeDotSegments(String path) {
        if (!path.contains("/.")) {
            return path;
        }
        StringBuilder kept = new StringBuilder(path.length());
        int start = 1;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            int dots = dots(path, start, end);
            if (dots == 2) {
                kept.setLength(Math.max(0, kept.lastIndexOf("/")));
            }
            if (dots == 0) {
                kept.append('/').append(path, start, end);
            } else if (slash < 0) {
                kept.append('/');
            }
            start = end + 1;
        }
        return kept.toString();
    }

    /** How many dots a dot segment has; 0 for any other segment. */
    private static int dots(String path, int start, int end) {
        int parameters = path.indexOf(';', start);
        int nameEnd = parameters < 0 || parameters > end ? end : parameters;
        boolean onlyDots = nameEnd > start && path.charAt(start) == '.' && path.charAt(nameEnd - 1) == '.';
        return onlyDots && nameEnd - start <= 2 ? nameEnd - start : 0;
    }
}
