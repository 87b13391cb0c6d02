package dev.weir.store;

import dev.weir.message.Terms;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Times in a packed value: whole microseconds, which is what the Redis server's clock tells, in 64 bits. What does not
 * fit is cut to what does, some 292,000 years away.
 */
final class PackedTimes {
    private static final long MICROS = 1_000_000;

    private PackedTimes() {}

    static long micros(Instant time) {
        return micros(time.getEpochSecond(), time.getNano());
    }

    static long micros(Duration time) {
        return micros(time.getSeconds(), time.getNano());
    }

    private static long micros(long seconds, int nanos) {
        if (seconds < Long.MIN_VALUE / MICROS - 1 || seconds > Long.MAX_VALUE / MICROS) {
            return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
        // Towards zero first, or the product would not fit where the sum does.
        long whole = (seconds < 0 ? seconds + 1 : seconds) * MICROS;
        long rest = nanos / 1_000 - (seconds < 0 ? MICROS : 0);
        if (seconds < 0) {
            return whole < Long.MIN_VALUE - rest ? Long.MIN_VALUE : whole + rest;
        }
        return whole > Long.MAX_VALUE - rest ? Long.MAX_VALUE : whole + rest;
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
    }

    static Duration duration(long micros) {
        return micros == 0
                ? Duration.ZERO
                : Duration.ofSeconds(Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * 1_000);
    }

    static byte code(Terms.Reuse reuse) {
        return switch (reuse) {
            case FREE -> 0;
            case NEVER_STALE -> 1;
            case ALWAYS_VALIDATE -> 2;
        };
    }

    static Terms.@Nullable Reuse reuse(byte code) {
        return switch (code) {
            case 0 -> Terms.Reuse.FREE;
            case 1 -> Terms.Reuse.NEVER_STALE;
            case 2 -> Terms.Reuse.ALWAYS_VALIDATE;
            default -> null;
        };
    }
}
