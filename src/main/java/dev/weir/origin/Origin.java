package dev.weir.origin;

import dev.weir.message.Body;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * One configured origin and its pool of connections, shared by every event loop of the process.
 *
 * <p>A request may be sent from any event loop; response and body arrive there. At most {@code max-concurrent} requests
 * are under way; more wait for a connection, no longer than the origin's time limit. The client's {@code Host} goes to
 * the origin as it came, since it is part of the cache key.
 */
public final class Origin {
    private static final int LOWEST_FINAL = 200;
    private static final int HIGHEST = 599;

    private final Vertx vertx;
    private final OriginSettings settings;
    private final Connections connections;
    private final OriginObserver observer;
    private final LongSupplier nanoTime;
    private final AtomicInteger inFlight = new AtomicInteger();

    public Origin(Vertx vertx, OriginSettings settings, OriginObserver observer, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.settings = settings;
        this.connections = new Connections(vertx, settings);
        this.observer = observer;
        this.nanoTime = nanoTime;
    }

    /** Requests whose response head is not in yet. */
    public int inFlight() {
        return inFlight.get();
    }

    public String name() {
        return settings.name();
    }

    /** Sends a request whose answer is wanted whoever leaves; fails with nothing but {@link OriginFailure}. */
    public Future<OriginResponse> send(RequestHead request, Body body) {
        return send(request, body, action -> {});
    }

    /**
     * Sends a request for one client; fails with nothing but {@link OriginFailure}.
     *
     * @param whenGone takes what is to be run if the client leaves before the response head is in
     */
    public Future<OriginResponse> send(RequestHead request, Body body, Consumer<Runnable> whenGone) {
        return send(new Attempt(connections, request, body, settings.timeout()), whenGone);
    }

    /**
     * The same, for a client that waits no longer than the limit for the response head, nor than the origin's own.
     *
     * @param limit positive, connecting included
     */
    public Future<OriginResponse> send(RequestHead request, Body body, Consumer<Runnable> whenGone, Duration limit) {
        Duration shorter = limit.compareTo(settings.timeout()) < 0 ? limit : settings.timeout();
        Attempt attempt = new Attempt(connections, request, body, shorter);
        long timer = vertx.setTimer(Math.max(1, limit.toMillis()), late -> attempt.expire());
        return send(attempt, whenGone).onComplete(done -> vertx.cancelTimer(timer));
    }

    private Future<OriginResponse> send(Attempt attempt, Consumer<Runnable> whenGone) {
        long sentAt = nanoTime.getAsLong();
        inFlight.incrementAndGet();
        whenGone.accept(attempt::abandon);
        return attempt.run()
                .compose(response -> read(response, attempt))
                .onSuccess(response -> answered(response, sentAt))
                .onFailure(cause -> failed(cause, sentAt));
    }

    public Future<Void> close() {
        return connections.close();
    }

    private Future<OriginResponse> read(HttpClientResponse response, Attempt attempt) {
        int status = response.statusCode();
        if (status < LOWEST_FINAL || status > HIGHEST) {
            response.exceptionHandler(reset -> {}).request().reset();
            return Future.failedFuture(new OriginFailure(
                    OriginFailure.Kind.BROKEN,
                    new VertxException("status " + status + ", which is no final one", true)));
        }
        ArrivingContent content = new ArrivingContent(vertx, response, settings.timeout(), nanoTime, attempt::over);
        ResponseHead head = new ResponseHead(status, linesOf(response.headers()));
        boolean none = head.forbidsContent()
                || HttpMethod.HEAD.equals(response.request().getMethod());
        if (none) {
            content.resume();
            return Future.succeededFuture(new OriginResponse(head, Body.Empty.INSTANCE, true));
        }
        Runnable cancel = () -> response.request().reset();
        long length = contentLength(response);
        boolean delimited = length != Body.UNKNOWN || head.headers().contains("transfer-encoding");
        return Future.succeededFuture(new OriginResponse(head, new Body.Arriving(content, length, cancel), delimited));
    }

    static FieldLines linesOf(MultiMap map) {
        FieldLines.Builder fields = FieldLines.builder();
        map.forEach(field -> fields.add(field.getKey(), field.getValue()));
        return fields.build();
    }

    /** The codec has refused repeated and contradicting lengths; what is left is one number or none. */
    private static long contentLength(HttpClientResponse response) {
        String length = response.getHeader("content-length");
        try {
            return length == null ? Body.UNKNOWN : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Body.UNKNOWN;
        }
    }

    private void answered(OriginResponse response, long sentAt) {
        inFlight.decrementAndGet();
        observer.answered(settings.name(), response.head().status(), since(sentAt));
    }

    private void failed(Throwable cause, long sentAt) {
        inFlight.decrementAndGet();
        observer.failed(settings.name(), ((OriginFailure) cause).kind(), since(sentAt));
    }

    private Duration since(long sentAt) {
        return Duration.ofNanos(nanoTime.getAsLong() - sentAt);
    }
}
