package dev.weir.redis;

import dev.weir.fill.Leases.Settlement;
import org.jspecify.annotations.Nullable;

/** What a gateway that filled a key tells those that wait for it: the key of the lease, a space, and one of these. */
sealed interface Tidings {
    /** Something is stored: look again. */
    record Stored() implements Tidings {}

    /** Forward by yourself. */
    record Released() implements Tidings {}

    /** What the origin answers is for each request alone, where it has credentials like the one that led, or none. */
    record Uncacheable(boolean credentials) implements Tidings {}

    record Failed(int status) implements Tidings {}

    /** The fill came to nothing: try to get the lease. */
    record Abandoned() implements Tidings {}

    /** What to write into the message. */
    static String word(Settlement settlement) {
        return switch (settlement) {
            case Settlement.Store stored -> stored.writes().isEmpty() ? "r" : "s";
            case Settlement.Release released -> released.remember() ? (released.credentials() ? "u1" : "u0") : "r";
            case Settlement.Fail failed -> "f" + failed.status();
            case Settlement.Abandon abandoned -> "a";
        };
    }

    /** Null for what this version does not understand. */
    static @Nullable Tidings read(String word) {
        return switch (word) {
            case "s" -> new Stored();
            case "r" -> new Released();
            case "u0" -> new Uncacheable(false);
            case "u1" -> new Uncacheable(true);
            case "a" -> new Abandoned();
            default -> word.matches("f[1-9][0-9]{2}") ? new Failed(Integer.parseInt(word.substring(1))) : null;
        };
    }
}
