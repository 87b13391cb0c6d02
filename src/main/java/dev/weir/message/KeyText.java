package dev.weir.message;

import java.util.HexFormat;

/**
 * The escaping that keeps a cache key readable and unambiguous: a character that separates parts of a key, or that a
 * terminal cannot show, becomes {@code \20} or {@code \u20ac}, and a backslash two.
 *
 * <p>Not percent-encoding: a client's own {@code %20} has to stay apart from a space.
 */
public final class KeyText {
    private static final HexFormat HEX = HexFormat.of();

    private KeyText() {}

    /** The escaped text; the same string if there is nothing to escape. */
    public static String escape(String text, String separators) {
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

    /** What {@link #escape} was given; the same string if nothing is escaped. What is no escape stands for itself. */
    public static String clear(String escaped) {
        if (escaped.indexOf('\\') < 0) {
            return escaped;
        }
        StringBuilder text = new StringBuilder(escaped.length());
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            int digits = c == '\\' ? digitsAfter(escaped, i + 1) : -1;
            if (digits < 0) {
                text.append(c);
            } else if (digits == 0) {
                text.append(escaped.charAt(++i));
            } else {
                int first = i + 1 + (digits == 4 ? 1 : 0);
                text.append((char) HexFormat.fromHexDigits(escaped, first, first + digits));
                i = first + digits - 1;
            }
        }
        return text.toString();
    }

    /** 4 or 2 hexadecimal digits, 0 where a second backslash stands, −1 where none of it does. */
    private static int digitsAfter(String escaped, int at) {
        if (escaped.startsWith("\\", at)) {
            return 0;
        }
        if (escaped.startsWith("u", at) && areDigits(escaped, at + 1, 4)) {
            return 4;
        }
        return areDigits(escaped, at, 2) ? 2 : -1;
    }

    private static boolean areDigits(String text, int from, int count) {
        return from + count <= text.length()
                && text.substring(from, from + count).chars().allMatch(HexFormat::isHexDigit);
    }

    private static boolean isPlain(char c, String separators) {
        return c > ' ' && c < 0x7f && c != '\\' && separators.indexOf(c) < 0;
    }
}
