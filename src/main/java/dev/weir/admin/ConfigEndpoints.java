package dev.weir.admin;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /v1/config} and {@code POST /v1/config/reload}. */
final class ConfigEndpoints {
    private final Operations operations;

    ConfigEndpoints(Operations operations) {
        this.operations = operations;
    }

    void show(RoutingContext context) {
        JsonObject settings = new JsonObject();
        operations.config().forEach(settings::put);
        send(context, 200, "application/json", new JsonObject().put("settings", settings));
    }

    void reload(RoutingContext context) {
        operations.reload().onSuccess(reloaded -> answer(context, reloaded)).onFailure(context::fail);
    }

    private static void answer(RoutingContext context, Reloaded reloaded) {
        switch (reloaded) {
            case Reloaded.Applied applied ->
                send(
                        context,
                        200,
                        "application/json",
                        new JsonObject()
                                .put("changed", new JsonArray(applied.changed()))
                                .put("after-restart", new JsonArray(applied.afterRestart())));
            case Reloaded.Refused refused -> refuse(context, refused);
            case Reloaded.Failed failed -> new Problem(503, failed.why()).sendTo(context.response());
            case Reloaded.NoFile none ->
                new Problem(409, "This gateway was started without a configuration file.").sendTo(context.response());
        }
    }

    private static void refuse(RoutingContext context, Reloaded.Refused refused) {
        JsonArray errors = new JsonArray();
        refused.faults()
                .forEach(fault ->
                        errors.add(new JsonObject().put("line", fault.line()).put("detail", fault.text())));
        int number = refused.faults().size();
        String count = number == 1 ? "1 mistake" : number + " mistakes";
        send(
                context,
                422,
                "application/problem+json",
                new JsonObject()
                        .put("type", "about:blank")
                        .put("title", "Unprocessable Content")
                        .put("status", 422)
                        .put("detail", count + " in the configuration, nothing was changed; errors names each")
                        .put("errors", errors));
    }

    private static void send(RoutingContext context, int status, String type, JsonObject body) {
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, type)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body.encodePrettily() + "\n");
    }
}
