package dev.weir.fill;

import dev.weir.fill.Leases.Acquired;
import dev.weir.fill.Leases.Settlement;

/** What those who follow a fill are told of its steps. */
final class Words {
    private Words() {}

    static String of(Acquired acquired) {
        return switch (acquired) {
            case Acquired.Granted granted -> "granted";
            case Acquired.Landed landed -> "landed";
            case Acquired.Released released -> "released";
            case Acquired.Uncacheable uncacheable -> "uncacheable";
            case Acquired.Failed failed -> "failed";
        };
    }

    static String of(Settlement settlement) {
        return switch (settlement) {
            case Settlement.Store store -> "store";
            case Settlement.Release release -> "release";
            case Settlement.Fail fail -> "fail";
            case Settlement.Abandon abandon -> "abandon";
        };
    }
}
