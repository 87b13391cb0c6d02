package dev.weir.admin;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that the admin plane does.
 *
 * @param method GET, which answers HEAD too, POST, PUT or DELETE
 * @param purpose one line of the index
 * @param open whether it needs no token
 */
record Endpoint(HttpMethod method, String path, String purpose, boolean open, Handler<RoutingContext> answer) {
    /** Content is held in memory until it is read. */
    private static final long MOST_BYTES = 8L << 20;

    static Endpoint get(String path, String purpose, Handler<RoutingContext> answer) {
        return new Endpoint(HttpMethod.GET, path, purpose, false, answer);
    }

    static Endpoint open(String path, String purpose, Handler<RoutingContext> answer) {
        return new Endpoint(HttpMethod.GET, path, purpose, true, answer);
    }

    static Endpoint post(String path, String purpose, Handler<RoutingContext> answer) {
        return new Endpoint(HttpMethod.POST, path, purpose, false, answer);
    }

    static Endpoint put(String path, String purpose, Handler<RoutingContext> answer) {
        return new Endpoint(HttpMethod.PUT, path, purpose, false, answer);
    }

    static Endpoint delete(String path, String purpose, Handler<RoutingContext> answer) {
        return new Endpoint(HttpMethod.DELETE, path, purpose, false, answer);
    }

    /** Its parameters as OpenAPI writes them. */
    String name() {
        return method + " " + path.replaceAll(":(\\w+)", "{$1}");
    }

    String line() {
        return String.format("%-6s %-15s %s", method, path, purpose);
    }

    void addTo(Router router) {
        Route route = router.route(path).method(method);
        if (method.equals(HttpMethod.GET)) {
            route.method(HttpMethod.HEAD).handler(answer);
        } else {
            route.handler(BodyHandler.create(false).setBodyLimit(MOST_BYTES)).handler(answer);
        }
    }

    /** Refuses every other method than those of the endpoints at a path; to be added after them. */
    private static void refuseOthersAt(String path, List<Endpoint> endpoints, Router router) {
        String allowed = endpoints.stream()
                .filter(endpoint -> endpoint.path().equals(path))
                .map(endpoint -> endpoint.method().equals(HttpMethod.GET)
                        ? "GET, HEAD"
                        : endpoint.method().name())
                .collect(Collectors.joining(", "));
        router.route(path).handler(context -> {
            context.response().putHeader(HttpHeaders.ALLOW, allowed);
            new Problem(405, context.request().method() + ": not allowed (expected: " + allowed + ")")
                    .sendTo(context.response());
        });
    }

    static void addAll(List<Endpoint> endpoints, Router router) {
        endpoints.forEach(endpoint -> endpoint.addTo(router));
        endpoints.stream().map(Endpoint::path).distinct().forEach(path -> refuseOthersAt(path, endpoints, router));
    }
}
