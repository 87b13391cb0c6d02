package dev.weir.policy;

import java.util.List;

/** What a {@code PURGE} request asks to be forgotten. */
public sealed interface PurgeDecision {
    /** Its target URI. */
    record Target(boolean soft) implements PurgeDecision {}

    /**
     * What belongs to groups, wherever it stands.
     *
     * @param everywhere names that count for every origin
     * @param here names that count for the origin of the target URI
     */
    record Groups(List<String> everywhere, List<String> here, boolean soft) implements PurgeDecision {}

    /** @param detail what was expected */
    record Refuse(String detail) implements PurgeDecision {}
}
