package dev.weir.redis;

import dev.weir.fill.Leases.Settlement;
import org.jspecify.annotations.Nullable;

/** What a gateway that filled a key tells those that wait for it: the key of the lease, a space, and one of these. */
sealed interface Tidings {
    /** Something is stored: look again. */
    record Stored() implements Tidings {}

    /** Forward by yourself. */
    record Released() implements Tidings {}

    record Failed(int status) implements Tidings {}

    /** The fill came to nothing: try to get the lease. */
    record Abandoned() implements Tidings {}

    /** What to write into the message. */
    static String word(Settlement settlement) {
        return switch (settlement) {
            case Settlement.Store stored -> stored.writes().isEmpty() ? "r" : "s";
            case Settlement.Release released -> "r";
            case Settlement.Fail failed -> "f" + failed.status();
            case Settlement.Abandon abandoned -> "a";
        };
    }

    /** Null for what this version does not understand. */
    static @Nullable Tidings read(String word) {
        return switch (word) {
            case "s" -> new Stored();
            case "r" -> new Released();
            case "a" -> new Abandoned();
            default -> word.matches("f[1-9][0-9]{2}") ? new Failed(Integer.parseInt(word.substring(1))) : null;
        };
    }
}
