package dev.weir.policy;

import java.util.ArrayList;
import java.util.List;

/** The character classes and lists that field values are made of (RFC 9110 §5.6). */
final class Text {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    private Text() {}

    /** OWS (RFC 9110 §5.6.3). */
    static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    static boolean isTokenChar(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || TOKEN_MARKS.indexOf(c) >= 0;
    }

    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isTokenChar(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    static String trim(String text) {
        int start = 0;
        while (start < text.length() && isSpace(text.charAt(start))) {
            start++;
        }
        return withoutTrailingSpace(text.substring(start));
    }

    static String withoutTrailingSpace(String text) {
        int end = text.length();
        while (end > 0 && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    /** The trimmed, non-empty pieces between separators; knows no quoting. */
    static List<String> pieces(List<String> lines, char separator) {
        List<String> pieces = new ArrayList<>();
        for (String line : lines) {
            for (int start = 0; start <= line.length(); ) {
                int end = line.indexOf(separator, start);
                end = end < 0 ? line.length() : end;
                String piece = trim(line.substring(start, end));
                if (!piece.isEmpty()) {
                    pieces.add(piece);
                }
                start = end + 1;
            }
        }
        return pieces;
    }
}
