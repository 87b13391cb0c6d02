package dev.weir.route;

import java.util.HexFormat;

/**
 * The escaping that keeps a cache key readable and unambiguous: a character that separates parts of a key, or that a
 * terminal cannot show, becomes {@code \20} or {@code \u20ac}, and a backslash two.
 *
 * <p>Not percent-encoding: a client's own {@code %20} has to stay apart from a space.
 */
final class KeyText {
    private static final HexFormat HEX = HexFormat.of();

    private KeyText() {}

    /** The escaped text; the same string if there is nothing to escape. */
    static String escape(String text, String separators) {
        for (int i = 0; i < text.length(); i++) {
            if (!isPlain(text.charAt(i), separators)) {
                return escapeFrom(i, text, separators);
            }
        }
        return text;
    }

    private static String escapeFrom(int first, String text, String separators) {
        StringBuilder escaped = new StringBuilder(text.length() + 8).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPlain(c, separators)) {
                escaped.append(c);
            } else if (c == '\\') {
                escaped.append("\\\\");
            } else if (c <= 0xff) {
                escaped.append('\\').append(HEX.toHexDigits((byte) c));
            } else {
                escaped.append("\\u").append(HEX.toHexDigits(c));
            }
        }
        return escaped.toString();
    }

    private static boolean isPlain(char c, String separators) {
        return c > ' ' && c < 0x7f && c != '\\' && separators.indexOf(c) < 0;
    }
}
