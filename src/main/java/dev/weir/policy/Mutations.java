package dev.weir.policy;

import dev.weir.message.Headers;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * Whether a POST on a route that caches POST may hold an operation that changes something: a GraphQL {@code mutation}, or
 * a {@code subscription}, in JSON, in a batch, as {@code application/graphql} or in a form.
 *
 * <p>A mutation answered from the cache is a write that is lost, so the test errs to one side only: content counts as a
 * mutation if either word stands in it anywhere, written out or with the escapes of JSON and forms. A search for the word
 * goes to the origin each time; nothing else is lost. What cannot be read (coded, in other character sets than those that
 * extend ASCII, of several parts) counts as one. Total, in linear time.
 */
final class Mutations {
    private static final List<String> WORDS = List.of("mutation", "subscription");

    private Mutations() {}

    /** Whether the fields of a request say that its content cannot be read here. */
    static boolean areOpaque(Headers request) {
        if (request.get(FieldNames.CONTENT_ENCODING) != null) {
            return true;
        }
        for (String line : request.all(FieldNames.CONTENT_TYPE)) {
            String type = line.toLowerCase(Locale.ROOT);
            boolean foreign = type.contains("charset") && !type.contains("utf-8");
            if (foreign || type.contains("multipart/")) {
                return true;
            }
        }
        return false;
    }

    static boolean mayBeIn(Headers request, byte[] content) {
        String plain = new String(content, StandardCharsets.ISO_8859_1);
        if (areOpaque(request) || plain.indexOf('\0') >= 0) {
            return true;
        }
        String clear = unescaped(plain);
        return WORDS.stream().anyMatch(word -> holds(plain, word) || holds(clear, word));
    }

    private static boolean holds(String text, String word) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            int end = at + word.length();
            boolean whole = !isNameAt(text, at - 1) && !isNameAt(text, end);
            if (whole) {
                return true;
            }
        }
        return false;
    }

    /** A GraphQL name may not be part of another (its specification, §2.1.9). */
    private static boolean isNameAt(String text, int at) {
        if (at < 0 || at >= text.length()) {
            return false;
        }
        char c = text.charAt(at);
        return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** Every escape as what it stands for; one that stands for no letter of a word as a space. */
    private static String unescaped(String text) {
        StringBuilder clear = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                int digits = text.charAt(i + 1) == 'u' ? 4 : 0;
                clear.append(digits > 0 ? hex(text, i + 2, digits) : ' ');
                i += 1 + (digits > 0 && isHex(text, i + 2, digits) ? digits : 0);
            } else if (c == '%' && isHex(text, i + 1, 2)) {
                clear.append(hex(text, i + 1, 2));
                i += 2;
            } else {
                clear.append(c);
            }
        }
        return clear.toString();
    }

    private static char hex(String text, int start, int digits) {
        return isHex(text, start, digits) ? (char) HexFormat.fromHexDigits(text, start, start + digits) : ' ';
    }

    private static boolean isHex(String text, int start, int digits) {
        if (start + digits > text.length()) {
            return false;
        }
        for (int i = start; i < start + digits; i++) {
            if (!HexFormat.isHexDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
