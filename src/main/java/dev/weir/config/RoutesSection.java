package dev.weir.config;

import dev.weir.notation.Nearest;
import dev.weir.route.RouteSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code routes}: first match wins, so their order is part of their meaning. */
final class RoutesSection {
    private final List<RouteSettings> read = new ArrayList<>();
    private final Reachability reachability = new Reachability();
    private final Form<String> origin;
    private final Form<String> name = Texts.NAME.where(
            text -> read.stream().noneMatch(above -> above.name().equals(text)),
            Texts.NAME.expected() + ", unlike any route's above");

    private final Map<String, ForwardingSection> origins;

    private RoutesSection(Map<String, ForwardingSection> origins) {
        this.origins = origins;
        this.origin = origin(origins.keySet());
    }

    /** @param origins every origin, with what it says of the messages of all its routes */
    static List<RouteSettings> read(Value routes, Map<String, ForwardingSection> origins) {
        if (routes.isAbsent() || (routes.isList() && routes.items().isEmpty())) {
            routes.report("none", "at least one route");
        }
        RoutesSection section = new RoutesSection(origins);
        routes.items().forEach(section::add);
        return List.copyOf(section.read);
    }

    private void add(Value item) {
        RouteSettings route = item.section(section -> RouteSection.read(section, name, origin, origins));
        if (item.isMapping() && item.isSound("match")) {
            reachability.check(item, route);
        }
        read.add(route);
    }

    /** Without any origin every route's would be unknown; that none is there has been reported. */
    private static Form<String> origin(Set<String> names) {
        return Form.of(
                        "the name of an origin: " + String.join(", ", names),
                        text -> Optional.of(text).filter(name -> names.isEmpty() || names.contains(name)))
                .suggesting(text -> Nearest.to(text, names));
    }
}
