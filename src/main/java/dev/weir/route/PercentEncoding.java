package dev.weir.route;

import java.util.HexFormat;

/** Percent-encoded octets (RFC 3986 §2.1), read without ever failing: what is none is left as it stands. */
final class PercentEncoding {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PercentEncoding() {}

    /** The octet encoded at an index, or -1 if none is. */
    static int octetAt(String text, int at) {
        boolean encoded = at + 3 <= text.length()
                && text.charAt(at) == '%'
                && HexFormat.isHexDigit(text.charAt(at + 1))
                && HexFormat.isHexDigit(text.charAt(at + 2));
        return encoded ? HexFormat.fromHexDigits(text, at + 1, at + 3) : -1;
    }

    static void append(StringBuilder text, int octet) {
        text.append('%').append(HEX.toHexDigits((byte) octet));
    }

    /** Each encoded octet as one character, whatever charset the sender meant. */
    static String octets(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            int octet = octetAt(text, i);
            decoded.append(octet < 0 ? text.charAt(i) : (char) octet);
            i += octet < 0 ? 0 : 2;
        }
        return decoded.toString();
    }
}
