package dev.weir.simulate;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Names of cache groups as a field value: a structured list of strings (RFC 9875 §2, RFC 9651 §3.3.3). */
final class GroupList {
    private GroupList() {}

    /** @param names comma-separated */
    static String format(String names) {
        return Arrays.stream(names.split(",", -1))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .map(GroupList::quote)
                .collect(Collectors.joining(", "));
    }

    private static String quote(String name) {
        if (!name.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException("groups: " + name + " (expected: printable ASCII)");
        }
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
