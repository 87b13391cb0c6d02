package dev.weir.admin;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the admin plane answers, path by path. */
final class Endpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoints.class);

    private final Vertx vertx;
    private final Operations operations;
    private final LogLevelsEndpoint levels;
    private final ConfigEndpoints configuration;
    private final EventsEndpoint events;
    private final WarmEndpoint warm;

    Endpoints(Vertx vertx, Operations operations) {
        this.vertx = vertx;
        this.operations = operations;
        this.levels = new LogLevelsEndpoint(operations);
        this.configuration = new ConfigEndpoints(operations);
        this.warm = new WarmEndpoint(operations);
        this.events = new EventsEndpoint(vertx, operations);
    }

    /** What there is, in the order of the index. */
    private List<Endpoint> all() {
        return List.of(
                Endpoint.get("/metrics", "meters, for Prometheus", this::metrics),
                Endpoint.open("/health/live", "the process runs", this::live),
                Endpoint.open("/health/ready", "the process can serve, or what is missing", this::ready),
                Endpoint.get("/v1/status", "version, uptime, Redis, origins, routes", this::status),
                Endpoint.get("/v1/hot", "the keys asked for most often", new HotEndpoint(operations)),
                Endpoint.get("/v1/explain", "what a request would get, and why", new ExplainEndpoint(operations)),
                Endpoint.get("/v1/events", "what goes on, a snapshot a second", events),
                Endpoint.post("/v1/purge", "forgets, on every gateway of the fleet", new PurgeEndpoint(operations)),
                Endpoint.get("/v1/config", "the configuration, as it holds", configuration::show),
                Endpoint.post("/v1/config/reload", "reads it again", configuration::reload),
                Endpoint.post("/v1/warm", "fetches before clients ask", warm::begin),
                Endpoint.get("/v1/warm/:id", "how far that is", warm::show),
                Endpoint.delete("/v1/warm/:id", "cancels it", warm::cancel),
                Endpoint.get("/v1/log-levels", "how much is logged, by logger", levels::show),
                Endpoint.put("/v1/log-levels", "changes that, until the end of the process", levels::change),
                Endpoint.get("/openapi.yaml", "this API, for machines", this::openApi));
    }

    /** Every method and path, such as {@code GET /metrics}. */
    List<String> names() {
        return all().stream().map(Endpoint::name).toList();
    }

    /** Health, which probes without a token read too. */
    void addPublicTo(Router router) {
        Endpoint.addAll(all().stream().filter(Endpoint::open).toList(), router);
    }

    /** Everything else, and the refusal of what there is not. */
    void addGuardedTo(Router router) {
        Endpoint.addAll(List.of(Endpoint.get("/", "what there is", this::index)), router);
        Endpoint.addAll(all().stream().filter(endpoint -> !endpoint.open()).toList(), router);
        router.route()
                .handler(context -> new Problem(404, "no such path; GET / lists them").sendTo(context.response()));
        router.errorHandler(400, context -> new Problem(400, "malformed request").sendTo(context.response()));
        router.errorHandler(
                413,
                context -> new Problem(413, "content: too long (expected: at most 8 MiB)").sendTo(context.response()));
        router.errorHandler(500, Endpoints::failed);
    }

    private void index(RoutingContext context) {
        StringBuilder text = new StringBuilder("Weir, admin plane\n");
        all().forEach(endpoint -> text.append(endpoint.line()).append('\n'));
        send(context.response(), "text/plain; charset=utf-8", text.toString());
    }

    private void live(RoutingContext context) {
        json(context, 200, new JsonObject().put("status", "up"));
    }

    private void status(RoutingContext context) {
        json(context, 200, AdminJson.status(operations.status()));
    }

    private void openApi(RoutingContext context) {
        vertx.executeBlocking(Endpoints::openApi, false)
                .onSuccess(text -> send(context.response(), "application/yaml", text))
                .onFailure(context::fail);
    }

    private static String openApi() throws IOException {
        try (InputStream text = Endpoints.class.getResourceAsStream("/openapi.yaml")) {
            if (text == null) {
                throw new FileNotFoundException("openapi.yaml is not in this build");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void metrics(RoutingContext context) {
        String accepted = String.join(",", context.request().headers().getAll(HttpHeaders.ACCEPT));
        boolean openMetrics = accepted.contains("application/openmetrics-text");
        vertx.executeBlocking(() -> operations.scrape(openMetrics), false)
                .onSuccess(meters -> send(context.response(), meters.contentType(), meters.text()))
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
