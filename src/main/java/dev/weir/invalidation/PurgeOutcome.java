package dev.weir.invalidation;

import java.util.List;

/** What became of a purge. */
public sealed interface PurgeOutcome {
    /**
     * It stands in the log.
     *
     * @param id position in the log
     * @param confirmed nodes that have applied it
     * @param detached nodes that were seen not to renew their membership for a whole lease
     * @param pending nodes that had done neither when patience ended
     */
    record Appended(long id, List<String> confirmed, List<String> detached, List<String> pending)
            implements PurgeOutcome {}

    /** It does not stand in the log, and nothing was purged: the log cannot be written. */
    record Refused(String why) implements PurgeOutcome {}

    /** Nobody knows whether it stands in the log: it is safe, and necessary, to repeat it. */
    record Unknown(String why) implements PurgeOutcome {}
}
