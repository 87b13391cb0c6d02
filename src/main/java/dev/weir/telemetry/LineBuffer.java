package dev.weir.telemetry;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Lines of printable ASCII, being written. One thread. */
final class LineBuffer {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final int FRACTION = 1_000_000;

    private byte[] bytes = new byte[128 << 10];
    private int length;

    int length() {
        return length;
    }

    void clear() {
        length = 0;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, length);
    }

    LineBuffer add(char c) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = (byte) c;
        return this;
    }

    /** @param ascii nothing but printable ASCII */
    LineBuffer add(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            add(ascii.charAt(i));
        }
        return this;
    }

    /** @param number not negative */
    LineBuffer add(long number) {
        if (number > 9) {
            add(number / 10);
        }
        return add((char) ('0' + number % 10));
    }

    /** In seconds, to the microsecond. */
    LineBuffer addSeconds(long nanos) {
        long micros = Math.max(0, nanos / 1_000);
        add(micros / FRACTION).add('.');
        for (int unit = FRACTION / 10; unit > 0; unit /= 10) {
            add((char) ('0' + micros / unit % 10));
        }
        return this;
    }

    /** As Apache writes what a client sent: {@code \"}, {@code \\}, and {@code \xhh} for what is no printable ASCII. */
    LineBuffer addEscaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                add('\\').add(c);
            } else if (c >= ' ' && c <= '~') {
                add(c);
            } else if (c <= 0xff) {
                add("\\x").hex(c, 2);
            } else {
                add("\\u").hex(c, 4);
            }
        }
        return this;
    }

    /** A JSON string (RFC 8259 §7) in ASCII; half a surrogate pair, which no reader agrees on, is U+FFFD. */
    LineBuffer addJson(String text) {
        add('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                add('\\').add(c);
            } else if (c >= ' ' && c <= '~') {
                add(c);
            } else {
                add("\\u").hex(isHalf(text, i) ? '\uFFFD' : c, 4);
            }
        }
        return add('"');
    }

    private static boolean isHalf(String text, int at) {
        char c = text.charAt(at);
        boolean hasLow = at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1));
        boolean hasHigh = at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
        return (Character.isHighSurrogate(c) && !hasLow) || (Character.isLowSurrogate(c) && !hasHigh);
    }

    private void hex(char c, int digits) {
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            add((char) HEX[c >> shift & 0xf]);
        }
    }
}
