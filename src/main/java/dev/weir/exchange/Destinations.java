package dev.weir.exchange;

import dev.weir.message.TargetUri;
import dev.weir.origin.Origin;
import dev.weir.route.Routes;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where requests go. Replaced whole when the configuration changes; a request keeps to its end those that it began with.
 *
 * @param origins by name, every one that a route names
 * @param former routes of before, by which responses may be stored yet
 */
public record Destinations(Routes routes, Map<String, Origin> origins, List<Routes> former) {
    public Destinations(Routes routes, Map<String, Origin> origins) {
        this(routes, origins, List.of());
    }

    /** These routes first, then those of before. */
    public Stream<Routes> allRoutes() {
        return Stream.concat(Stream.of(routes), former.stream());
    }

    boolean mayStore(TargetUri uri) {
        return allRoutes().anyMatch(each -> each.mayStore(uri));
    }

    boolean mayStoreOf(String authority) {
        return allRoutes().anyMatch(each -> each.mayStoreOf(authority));
    }
}
