package dev.weir.admin;

import dev.weir.exchange.WarmOrder;
import dev.weir.exchange.WarmState;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/warm}, and {@code GET} and {@code DELETE /v1/warm/{id}}. */
final class WarmEndpoint {
    private final Operations operations;

    WarmEndpoint(Operations operations) {
        this.operations = operations;
    }

    void begin(RoutingContext context) {
        switch (WarmBody.read(context.body().buffer())) {
            case WarmBody.Accepted accepted -> begin(context, accepted.order());
            case WarmBody.Refused refused -> Problem.of(refused.mistakes()).sendTo(context.response());
        }
    }

    private void begin(RoutingContext context, WarmOrder order) {
        HttpServerResponse response = context.response();
        Optional<WarmState> begun = operations.warm(order);
        if (begun.isEmpty()) {
            response.putHeader(HttpHeaders.RETRY_AFTER, "10");
            new Problem(429, "as many jobs run as may (expected: to wait for one, or to cancel it)").sendTo(response);
            return;
        }
        response.putHeader(HttpHeaders.LOCATION, "/v1/warm/" + begun.get().id());
        send(response.setStatusCode(202), begun.get());
    }

    void show(RoutingContext context) {
        tell(context, operations.warming(context.pathParam("id")));
    }

    void cancel(RoutingContext context) {
        tell(context, operations.cancelWarming(context.pathParam("id")));
    }

    private static void tell(RoutingContext context, @Nullable WarmState state) {
        if (state == null) {
            new Problem(404, "no such job; the last ones alone are remembered").sendTo(context.response());
        } else {
            send(context.response(), state);
        }
    }

    private static void send(HttpServerResponse response, WarmState state) {
        JsonObject outcomes = new JsonObject();
        state.outcomes().forEach((outcome, count) -> outcomes.put(outcome.name().toLowerCase(Locale.ROOT), count));
        response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(new JsonObject()
                                .put("id", state.id())
                                .put("phase", state.phase().name().toLowerCase(Locale.ROOT))
                                .put("urls", state.urls())
                                .put("done", state.done())
                                .put("outcomes", outcomes)
                                .put("failed", new JsonArray(state.failed()))
                                .put("seconds", state.took().toMillis() / 1000.0)
                                .encodePrettily()
                        + "\n");
    }
}
