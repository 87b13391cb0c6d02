package dev.weir.config;

import dev.weir.route.RouteSettings;
import dev.weir.route.RouteSettings.Match;
import java.util.ArrayList;
import java.util.List;

/** Finds routes that no request can reach, because one above takes all of theirs: first match wins. */
final class Reachability {
    private record Above(String label, Match match) {}

    private final List<Above> above = new ArrayList<>();

    /** Routes are given in their order, each with a sound match. */
    void check(Value item, RouteSettings route) {
        above.stream()
                .filter(other -> covers(other.match(), route.match()))
                .findFirst()
                .ifPresent(other -> item.report(
                        "never reached: route " + other.label() + " above takes "
                                + (takesAll(other.match()) ? "every request" : "all of its requests"),
                        "this route before the other, or a narrower match in the other"));
        above.add(new Above(route.name().isEmpty() ? item.path() : route.name(), route.match()));
    }

    private static boolean takesAll(Match match) {
        return match.path().equals("/**")
                && match.host() == null
                && match.methods().isEmpty();
    }

    private static boolean covers(Match wide, Match narrow) {
        return PathPatterns.covers(wide.path(), narrow.path())
                && (wide.host() == null || wide.host().equals(narrow.host()))
                && (wide.methods().isEmpty()
                        || (!narrow.methods().isEmpty() && wide.methods().containsAll(narrow.methods())));
    }
}
