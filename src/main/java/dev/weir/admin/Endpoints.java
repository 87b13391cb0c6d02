package dev.weir.admin;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the admin plane answers, path by path. */
final class Endpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Vertx vertx;
    private final Operations operations;

    Endpoints(Vertx vertx, Operations operations) {
        this.vertx = vertx;
        this.operations = operations;
    }

    /** Health, which probes without a token read too. */
    void addPublicTo(Router router) {
        add(router, "/health/live", context -> json(context, 200, new JsonObject().put("status", "up")));
        add(router, "/health/ready", this::ready);
    }

    /** Everything else, and the refusal of what there is not. */
    void addGuardedTo(Router router) {
        add(router, "/", this::index);
        add(router, "/metrics", this::metrics);
        add(router, "/v1/status", context -> json(context, 200, AdminJson.status(operations.status())));
        router.route()
                .handler(context -> new Problem(404, "no such path; GET / lists them").sendTo(context.response()));
        router.errorHandler(400, context -> new Problem(400, "malformed request").sendTo(context.response()));
        router.errorHandler(500, Endpoints::failed);
    }

    private static void add(Router router, String path, Handler<RoutingContext> answer) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(answer);
        router.route(path).handler(context -> {
            context.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            new Problem(405, context.request().method() + ": not allowed (expected: GET, HEAD)")
                    .sendTo(context.response());
        });
    }

    private void index(RoutingContext context) {
        send(context.response(), "text/plain; charset=utf-8", """
                Weir, admin plane
                GET /metrics        meters, for Prometheus
                GET /health/live    the process runs
                GET /health/ready   the process can serve, or what is missing
                GET /v1/status      version, uptime, Redis, origins, routes
                """);
    }

    private void metrics(RoutingContext context) {
        vertx.executeBlocking(operations::scrape, false)
                .onSuccess(meters -> send(context.response(), PROMETHEUS, meters))
                .onFailure(context::fail);
    }

    private void ready(RoutingContext context) {
        Health health = operations.ready();
        json(context, health.isUp() ? 200 : 503, AdminJson.health(health));
    }

    private static void json(RoutingContext context, int status, JsonObject body) {
        send(context.response().setStatusCode(status), "application/json", body.encodePrettily() + "\n");
    }

    /** States the length itself, which the server leaves out of an answer to HEAD. */
    private static void send(HttpServerResponse response, String contentType, String body) {
        Buffer content = Buffer.buffer(body);
        response.putHeader(HttpHeaders.CONTENT_TYPE, contentType)
                .putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(content.length()))
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(content);
    }

    private static void failed(RoutingContext context) {
        LOG.warn("admin request {} failed", context.normalizedPath(), context.failure());
        if (!context.response().headWritten()) {
            new Problem(500, "the gateway's log says why").sendTo(context.response());
        }
    }
}
