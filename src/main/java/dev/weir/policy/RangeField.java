package dev.weir.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ranges of a Range field whose unit is bytes (RFC 9110 §14.1, §14.2).
 *
 * <p>Offsets too large for a number count as the largest there is: they lie behind the end of any content.
 */
final class RangeField {
    /**
     * More ranges than this are taken for an attempt to make much of little, and ignored as a whole (RFC 9110 §17.15).
     * Clients that fetch parts of a document at once ask for a handful.
     */
    static final int MOST_RANGES = 16;

    private static final String UNIT = "bytes=";
    private static final long NONE = -1;

    /**
     * One range as it was asked for.
     *
     * @param first offset, or −1 where the last {@code last} bytes are asked for
     * @param last offset of the last byte, or the largest number where the end was left open
     */
    record Spec(long first, long last) {
        /** The bytes meant, or null if there are none. */
        @Nullable
        ByteRange within(long length) {
            if (first == NONE) {
                return last == 0 || length == 0 ? null : new ByteRange(Math.max(0, length - last), length - 1);
            }
            return first >= length ? null : new ByteRange(first, Math.min(last, length - 1));
        }

        /** A suffix of nothing is not nothing: it is satisfiable, and cannot be expressed (RFC 9110 §14.1.2). */
        boolean isSuffix() {
            return first == NONE && last > 0;
        }
    }

    private RangeField() {}

    /** Nothing if the field is not one that has to be understood: another unit, too many ranges, or malformed. */
    static List<Spec> specs(List<String> lines) {
        if (lines.size() != 1) {
            return List.of();
        }
        String text = Text.trim(lines.get(0));
        if (!text.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
            return List.of();
        }
        List<Spec> specs = new ArrayList<>(2);
        for (String piece : Text.pieces(Collections.singletonList(text.substring(UNIT.length())), ',')) {
            Spec spec = spec(piece);
            if (spec == null || specs.size() == MOST_RANGES) {
                return List.of();
            }
            specs.add(spec);
        }
        return specs;
    }

    private static @Nullable Spec spec(String piece) {
        int dash = piece.indexOf('-');
        String first = dash < 0 ? "" : piece.substring(0, dash);
        String last = dash < 0 ? "" : piece.substring(dash + 1);
        if (!isDigits(first) || !isDigits(last) || (first.isEmpty() && last.isEmpty())) {
            return null;
        }
        Spec spec = new Spec(first.isEmpty() ? NONE : number(first), last.isEmpty() ? Long.MAX_VALUE : number(last));
        return spec.first > spec.last ? null : spec;
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException tooLarge) {
            return Long.MAX_VALUE;
        }
    }
}
