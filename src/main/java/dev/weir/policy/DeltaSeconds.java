package dev.weir.policy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Non-negative whole seconds as fields write them (RFC 9111 §1.2.2).
 *
 * <p>Saturates at 2³¹, as that section asks, so that no later sum of ages and lifetimes can overflow.
 */
final class DeltaSeconds {
    /** What every larger number is read as. */
    static final Duration MAX = Duration.ofSeconds(1L << 31);

    private DeltaSeconds() {}

    /** The value, or null unless the text is digits and nothing else. */
    static @Nullable Duration parse(String text) {
        if (text.isEmpty()) {
            return null;
        }
        long seconds = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return null;
            }
            seconds = Math.min(MAX.toSeconds(), seconds * 10 + digit);
        }
        return Duration.ofSeconds(seconds);
    }

    /**
     * Reads one more occurrence of a directive's argument. RFC 9111 §4.2.1 lets a cache use the first of several or take
     * the message for stale: occurrences that agree count as one, any other combination gives {@code worst}, and so does
     * an argument that is missing or no number.
     *
     * @param before what earlier occurrences gave, or null
     */
    static Duration merge(@Nullable Duration before, @Nullable String argument, Duration worst) {
        Duration read = argument == null ? null : parse(argument);
        if (read == null || (before != null && !before.equals(read))) {
            return worst;
        }
        return read;
    }

    /** Between zero and {@link #MAX}. */
    static Duration saturate(Duration any) {
        if (any.isNegative()) {
            return Duration.ZERO;
        }
        return any.compareTo(MAX) > 0 ? MAX : any;
    }
}
