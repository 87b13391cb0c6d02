package dev.weir.route;

import dev.weir.message.RequestHead;
import dev.weir.message.TargetUri;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The configured routes, of which the first that matches takes a request.
 *
 * <p>Routes are chosen by the path's normal form ({@link NormalPath}), so that {@code /x/../admin} meets the rules for
 * {@code /admin}. The origin, though, gets the path as it was received and may read it that way: where the received form
 * would take another route, the request is passed. Else {@code /account/%2e%2e/static/x} would file a private page under
 * the generous rules of {@code /static}. A path that means something else to a loose server ({@link LoosePath}) is passed
 * too.
 *
 * <p>Immutable and safe to use from every event loop; a path already in normal form is matched without allocation.
 */
public final class Routes {
    private final Route[] routes;
    private final Route[] passing;

    private Routes(Route[] routes, Route[] passing) {
        this.routes = routes;
        this.passing = passing;
    }

    public static Routes of(List<RouteSettings> settings) {
        Route[] routes = settings.stream().map(Route::of).toArray(Route[]::new);
        Route[] passing = settings.stream().map(Route::passing).toArray(Route[]::new);
        return new Routes(routes, passing);
    }

    /** The route that takes a request, or null if none does. */
    public @Nullable Route match(RequestHead request) {
        String path = request.target().path();
        boolean plain = NormalPath.isPlain(path);
        int chosen = indexOf(request, plain ? path : NormalPath.of(path));
        if (chosen < 0) {
            return null;
        }
        boolean agreed =
                plain || (indexOf(request, NormalPath.received(path)) == chosen && !LoosePath.hidesItsMeaning(path));
        return agreed ? routes[chosen] : passing[chosen];
    }

    /** Every route that may file something under a URI, whichever of them takes which requests for it. */
    List<Route> cachingFor(TargetUri target) {
        String path = NormalPath.of(target.path());
        return Arrays.stream(routes)
                .filter(route -> route.caching() != null && route.takes(target, path))
                .toList();
    }

    /** Whether any route may file something under a URI; one that passes every method hides those after it. */
    public boolean mayStore(TargetUri target) {
        String path = NormalPath.of(target.path());
        for (Route route : routes) {
            if (route.takes(target, path) && (route.caching() != null || route.takesEveryMethod())) {
                return route.caching() != null;
            }
        }
        return false;
    }

    /** Whether any route may file something of a host. */
    public boolean mayStoreOf(String authority) {
        return Arrays.stream(routes).anyMatch(route -> route.caching() != null && route.takesHost(authority));
    }

    private int indexOf(RequestHead request, String path) {
        for (int i = 0; i < routes.length; i++) {
            if (routes[i].takes(request, path)) {
                return i;
            }
        }
        return -1;
    }
}
