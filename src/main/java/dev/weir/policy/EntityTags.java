package dev.weir.policy;

import org.jspecify.annotations.Nullable;

/**
 * Entity tags and their comparison (RFC 9110 §8.8.3), on the text as received.
 *
 * <p>A tag may hold any printable byte but the quote, spaces included: some origins send such, and clients return what
 * they got. Nothing is unescaped, so that equal text is the only equality there is.
 */
final class EntityTags {
    private static final String WEAK = "W/";

    private EntityTags() {}

    static boolean isValid(@Nullable String tag) {
        return tag != null && !tag.isEmpty() && endOfTag(tag, 0) == tag.length();
    }

    static boolean isStrong(String tag) {
        return !tag.startsWith(WEAK);
    }

    /** Strong comparison of two valid tags (RFC 9110 §8.8.3.2). */
    static boolean sameStrongly(String a, String b) {
        return isStrong(a) && a.equals(b);
    }

    /** Weak comparison of two valid tags. */
    static boolean sameWeakly(String a, String b) {
        int fromA = isStrong(a) ? 0 : WEAK.length();
        int fromB = isStrong(b) ? 0 : WEAK.length();
        return a.length() - fromA == b.length() - fromB && a.regionMatches(fromA, b, fromB, a.length() - fromA);
    }

    /**
     * Whether a list of tags, as If-None-Match carries it, contains one that is weakly the same. A list that is not well
     * formed matches nothing from the first bad byte on.
     */
    static boolean listContains(String list, String tag) {
        int at = 0;
        while (at < list.length()) {
            char c = list.charAt(at);
            if (c == ',' || Text.isSpace(c)) {
                at++;
                continue;
            }
            int end = endOfTag(list, at);
            if (end < 0 || !endsMember(list, end)) {
                return false;
            }
            if (sameWeakly(list.substring(at, end), tag)) {
                return true;
            }
            at = end;
        }
        return false;
    }

    private static boolean endsMember(String list, int at) {
        return at == list.length() || list.charAt(at) == ',' || Text.isSpace(list.charAt(at));
    }

    /** Where the tag that begins at {@code start} ends, or −1 if none begins there. */
    private static int endOfTag(String text, int start) {
        int at = text.startsWith(WEAK, start) ? start + WEAK.length() : start;
        if (at >= text.length() || text.charAt(at) != '"') {
            return -1;
        }
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                return at + 1;
            }
            if (c < ' ' || c == 0x7f) {
                return -1;
            }
        }
        return -1;
    }
}
