package dev.weir.policy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The form in which a query lists names and values, {@code application/x-www-form-urlencoded} (URL Standard §5).
 *
 * <p>Total: what is no percent-encoding stands for itself, and bytes that are no UTF-8 become U+FFFD.
 */
final class UrlEncoded {
    /** A name and its value, decoded. */
    record Pair(String name, String value) {
        /** In the one spelling that all spellings of the pair share. */
        String encode() {
            return encoded(name) + '=' + encoded(value);
        }
    }

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private UrlEncoded() {}

    static List<Pair> pairs(String query) {
        List<Pair> pairs = new ArrayList<>();
        for (String piece : query.split("&", -1)) {
            if (!piece.isEmpty()) {
                int equals = piece.indexOf('=');
                String name = equals < 0 ? piece : piece.substring(0, equals);
                pairs.add(new Pair(decode(name), equals < 0 ? "" : decode(piece.substring(equals + 1))));
            }
        }
        return pairs;
    }

    /** Text beyond Latin-1, which no request line can hold, counts as its UTF-8. */
    static String decode(String encoded) {
        boolean isLatin = encoded.chars().allMatch(c -> c <= 0xff);
        byte[] bytes = encoded.getBytes(isLatin ? ISO_8859_1 : UTF_8);
        int length = 0;
        for (int i = 0; i < bytes.length; i++, length++) {
            if (isEncoded(bytes, i)) {
                bytes[length] =
                        (byte) (HexFormat.fromHexDigit(bytes[i + 1]) << 4 | HexFormat.fromHexDigit(bytes[i + 2]));
                i += 2;
            } else {
                bytes[length] = bytes[i] == '+' ? (byte) ' ' : bytes[i];
            }
        }
        return new String(bytes, 0, length, UTF_8);
    }

    private static String encoded(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 8);
        for (byte octet : text.getBytes(UTF_8)) {
            if (isPlain(octet)) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return encoded.toString();
    }

    private static boolean isPlain(byte octet) {
        return (octet >= 'a' && octet <= 'z')
                || (octet >= 'A' && octet <= 'Z')
                || (octet >= '0' && octet <= '9')
                || "*-._".indexOf(octet) >= 0;
    }

    private static boolean isEncoded(byte[] bytes, int at) {
        return bytes[at] == '%'
                && at + 2 < bytes.length
                && HexFormat.isHexDigit(bytes[at + 1])
                && HexFormat.isHexDigit(bytes[at + 2]);
    }
}
