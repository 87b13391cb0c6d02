package dev.weir.config;

import dev.weir.route.ForwardingRules;
import dev.weir.route.RouteSettings;
import dev.weir.route.RouteSettings.Match;
import java.util.Map;
import java.util.Set;

/** One of {@code routes}: which requests it takes, where they go, how they are cached. */
final class RouteSection {
    private RouteSection() {}

    /** @param origins what the origins say of the messages of all their routes */
    static RouteSettings read(
            Section route, Form<String> name, Form<String> origin, Map<String, ForwardingSection> origins) {
        String named = route.require("name", name, "");
        Match match = route.section("match", RouteSection::match);
        String next = route.require("origin", origin, "");
        CacheSection cache = CacheSection.read(route.at("cache"));
        ForwardingRules forwarding =
                ForwardingSection.read(route, origins.getOrDefault(next, ForwardingSection.NOTHING));
        if (route.self().isSound("match")) {
            ForwardingSection.requireStripped(route, forwarding, match.path());
        }
        return new RouteSettings(named, match, next, cache.rules(), cache.key(), forwarding);
    }

    private static Match match(Section match) {
        String path = match.require("path", PathPatterns.PATTERN, "");
        String host = match.find("host", Addresses.ROUTE_HOST).orElse(null);
        return new Match(path, host, methods(match));
    }

    /** An empty list would read as "none" and mean "every". */
    private static Set<String> methods(Section match) {
        Value methods = match.at("methods");
        if (methods.isList() && methods.items().isEmpty()) {
            methods.report("an empty list", "at least one method, or no such key for all of them");
        }
        return Set.copyOf(match.list("methods", Texts.METHOD));
    }
}
