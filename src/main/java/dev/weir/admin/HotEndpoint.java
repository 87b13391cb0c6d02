package dev.weir.admin;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code GET /v1/hot?n=20}. */
final class HotEndpoint implements Handler<RoutingContext> {
    private static final int MOST = 1_000;
    private static final String STANDARD = "20";

    private final Operations operations;

    HotEndpoint(Operations operations) {
        this.operations = operations;
    }

    @Override
    public void handle(RoutingContext context) {
        List<String> given = context.queryParam("n");
        String n = given.isEmpty() ? STANDARD : given.get(given.size() - 1);
        int most = n.matches("\\d{1,4}") ? Integer.parseInt(n) : 0;
        if (most < 1 || most > MOST) {
            new Problem(400, "n: " + BodyReader.shown(n) + " (expected: 1 to " + MOST + ")").sendTo(context.response());
            return;
        }
        operations.hot(most).onSuccess(hot -> send(context, hot)).onFailure(context::fail);
    }

    private static void send(RoutingContext context, List<Operations.HotKey> hot) {
        JsonArray keys = new JsonArray(hot.stream().map(AdminJson::hot).toList());
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(new JsonObject().put("keys", keys).encodePrettily() + "\n");
    }
}
