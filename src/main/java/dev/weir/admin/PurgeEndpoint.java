package dev.weir.admin;

import dev.weir.invalidation.PurgeAnswer;
import dev.weir.invalidation.PurgeOrder;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** {@code POST /v1/purge}. */
final class PurgeEndpoint implements Handler<RoutingContext> {
    private final Operations operations;

    PurgeEndpoint(Operations operations) {
        this.operations = operations;
    }

    @Override
    public void handle(RoutingContext context) {
        if (!JsonContent.isSaid(context)) {
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
}
