package dev.weir.admin;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /v1/events}: a snapshot a second as server-sent events (WHATWG HTML §9.2), the first after a second.
 *
 * <p>All listeners are sent the same snapshots; while there is none, none is taken. A listener that has not read what it
 * was sent gets nothing more, and its connection ends: no later than by the server's idle time. It finds a later snapshot
 * by coming again. Event loop of the admin plane.
 */
final class EventsEndpoint implements Handler<RoutingContext> {
    static final int MOST_LISTENERS = 32;

    private static final Logger LOG = LoggerFactory.getLogger(EventsEndpoint.class);
    private static final long SECOND = 1_000;

    private final Vertx vertx;
    private final Operations operations;
    private final long periodMillis;
    private final Set<HttpServerResponse> listeners = new LinkedHashSet<>();
    private @Nullable Sampling sampling;
    private long timer;
    private boolean taking;

    EventsEndpoint(Vertx vertx, Operations operations) {
        this(vertx, operations, SECOND);
    }

    EventsEndpoint(Vertx vertx, Operations operations, long periodMillis) {
        this.vertx = vertx;
        this.operations = operations;
        this.periodMillis = periodMillis;
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (listeners.size() >= MOST_LISTENERS) {
            response.putHeader(HttpHeaders.RETRY_AFTER, "10");
            new Problem(503, MOST_LISTENERS + " listen already (expected: fewer)").sendTo(response);
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (context.request().method().equals(HttpMethod.HEAD)) {
            response.end();
            return;
        }
        response.setChunked(true).closeHandler(gone -> left(response)).exceptionHandler(lost -> left(response));
        response.writeHead();
        listeners.add(response);
        if (sampling == null) {
            sampling = operations.sampling();
            timer = vertx.setPeriodic(periodMillis, again -> take());
        }
    }

    private void left(HttpServerResponse response) {
        listeners.remove(response);
        if (listeners.isEmpty() && sampling != null) {
            sampling = null;
            vertx.cancelTimer(timer);
        }
    }

    /** One that takes longer than a second makes the next cover more. */
    private void take() {
        Sampling current = sampling;
        if (current == null || taking) {
            return;
        }
        taking = true;
        current.next()
                .onComplete(taken -> taking = false)
                .onSuccess(this::tell)
                .onFailure(cause -> LOG.warn("no snapshot", cause));
    }

    private void tell(Snapshot snapshot) {
        Buffer event = Buffer.buffer(
                "event: snapshot\ndata: " + SnapshotJson.of(snapshot).encode() + "\n\n");
        for (HttpServerResponse listener : List.copyOf(listeners)) {
            if (listener.writeQueueFull()) {
                left(listener);
                listener.reset();
            } else {
                listener.write(event);
            }
        }
    }
}
