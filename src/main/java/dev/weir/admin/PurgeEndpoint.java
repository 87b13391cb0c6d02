package dev.weir.admin;

import dev.weir.invalidation.PurgeAnswer;
import dev.weir.invalidation.PurgeOrder;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/**
 * {@code POST /v1/purge}.
 *
 * <p>Its content must say that it is JSON: a page of another site cannot make a browser say that without asking first, so
 * none can purge through the browser of an operator on this machine.
 */
final class PurgeEndpoint implements Handler<RoutingContext> {
    private final Operations operations;

    PurgeEndpoint(Operations operations) {
        this.operations = operations;
    }

    @Override
    public void handle(RoutingContext context) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !mediaType(type).equals("application/json")) {
            new Problem(
                            415,
                            "Content-Type: " + (type == null ? "missing" : "another") + " (expected: application/json)")
                    .sendTo(context.response());
            return;
        }
        switch (PurgeBody.read(context.body().buffer())) {
            case PurgeBody.Accepted accepted -> purge(context, accepted.order());
            case PurgeBody.Refused refused -> Problem.of(refused.mistakes()).sendTo(context.response());
        }
    }

    private void purge(RoutingContext context, PurgeOrder order) {
        long began = System.nanoTime();
        operations
                .purge(order)
                .map(PurgeAnswer::of)
                .onSuccess(answer -> send(context, answer, System.nanoTime() - began))
                .onFailure(context::fail);
    }

    /** Server-Timing (W3C) says how long it took by the gateway's clock, without the way to it. */
    private static void send(RoutingContext context, PurgeAnswer answer, long nanos) {
        context.response()
                .setStatusCode(answer.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, answer.mediaType())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("server-timing", String.format(Locale.ROOT, "purge;dur=%.3f", nanos / 1e6))
                .end(answer.body().encodePrettily() + "\n");
    }

    private static String mediaType(String type) {
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }
}
