package dev.weir.policy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A member of a list of preferences, with its weight (RFC 9110 §12.4.2).
 *
 * @param value lower case
 * @param thousandths of the weight, 0 to 1000
 */
record Weighted(String value, int thousandths) {
    private static final int FULL = 1000;

    /** Null unless the member is a value, and at most a weight. */
    static @Nullable Weighted of(String member) {
        int semicolon = member.indexOf(';');
        String value = Text.trim(semicolon < 0 ? member : member.substring(0, semicolon));
        int weight = semicolon < 0 ? FULL : weight(Text.trim(member.substring(semicolon + 1)));
        return weight < 0 || !Text.isToken(value) ? null : new Weighted(value.toLowerCase(Locale.ROOT), weight);
    }

    /** In thousandths, or −1 if it is no weight. */
    private static int weight(String parameter) {
        boolean named = parameter.regionMatches(true, 0, "q=", 0, 2);
        if (!named || parameter.length() < 3 || parameter.length() > 7) {
            return -1;
        }
        int weight = digit(parameter.charAt(2)) * FULL;
        if (parameter.length() > 3 && parameter.charAt(3) != '.') {
            return -1;
        }
        for (int i = 4, unit = 100; i < parameter.length(); i++, unit /= 10) {
            int digit = digit(parameter.charAt(i));
            weight = digit < 0 || weight < 0 ? -1 : weight + digit * unit;
        }
        return weight > FULL ? -1 : Math.max(weight, -1);
    }

    private static int digit(char c) {
        return c >= '0' && c <= '9' ? c - '0' : -1;
    }

    /** In the one spelling that all spellings of it share. */
    @Override
    public String toString() {
        if (thousandths == FULL) {
            return value;
        }
        String digits = Integer.toString(FULL + thousandths).substring(1);
        int end = digits.length();
        while (end > 1 && digits.charAt(end - 1) == '0') {
            end--;
        }
        return thousandths == 0 ? value + ";q=0" : value + ";q=0." + digits.substring(0, end);
    }
}
