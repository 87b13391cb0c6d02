package dev.weir.origin;

import dev.weir.message.Body;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.message.Trace;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One configured origin and its pool of connections, shared by every event loop of the process.
 *
 * <p>A request may be sent from any event loop; response and body arrive there. {@link Guard} decides how many
 * requests are under way at once; each counts until its content has arrived. The client's {@code Host} goes to
 * the origin as it came, since it is part of the cache key.
 */
public final class Origin {
    private static final Logger LOG = LoggerFactory.getLogger(Origin.class);
    private static final int LOWEST_FINAL = 200;
    private static final int HIGHEST = 599;

    private final Vertx vertx;
    private final OriginSettings settings;
    private final Connections connections;
    private final OriginObserver observer;
    private final LongSupplier nanoTime;
    private final Guard guard;
    private final String gateway;

    /** @param name of this gateway, by which it marks what it forwards (RFC 9110 §7.6.3) */
    public Origin(Vertx vertx, OriginSettings settings, OriginObserver observer, LongSupplier nanoTime, String name) {
        this.vertx = vertx;
        this.settings = settings;
        this.connections = new Connections(vertx, settings, target(settings));
        this.observer = observer;
        this.nanoTime = nanoTime;
        this.guard = new Guard(vertx, settings, nanoTime);
        this.gateway = name;
        if (!settings.link().tls().verify()) {
            LOG.warn(
                    "Origin {}: certificates are NOT verified (tls.verify: off); whoever is on the way reads and writes",
                    settings.name());
        }
    }

    /** Requests under way, until the end of their content. */
    public int inFlight() {
        return guard.inFlight();
    }

    /** Requests that wait for their turn. */
    public int queued() {
        return guard.queued();
    }

    /** Most requests at once, as the origin's response times have it now. */
    public int limit() {
        return guard.limit();
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
        return send(attempt(request, body), guard.enter(), whenGone);
    }

    /**
     * The same, for a client that waits no longer than the limit for the response head, nor than the origin's own.
     *
     * @param limit positive; waiting for a turn and connecting included
     */
    public Future<OriginResponse> send(RequestHead request, Body body, Consumer<Runnable> whenGone, Duration limit) {
        Attempt attempt = attempt(request, body);
        Guard.Entry entry = guard.enter();
        long timer = vertx.setTimer(Math.max(1, limit.toMillis()), late -> {
            attempt.expire();
            entry.leaveQueue(OriginFailure.Kind.TIMED_OUT);
        });
        return send(attempt, entry, whenGone).onComplete(done -> vertx.cancelTimer(timer));
    }

    private static Target target(OriginSettings settings) {
        URI server = settings.server();
        return Target.of(server, Target.hostOf(server), settings.link().tls().serverName());
    }

    private Attempt attempt(RequestHead request, Body body) {
        RequestHead followed = request.followedBy(request.trace().begin(Trace.Step.ORIGIN));
        return new Attempt(
                new Attempt.Means(vertx, nanoTime, connections),
                new Question(followed, marked(followed), body),
                settings.times());
    }

    private Future<OriginResponse> send(Attempt attempt, Guard.Entry entry, Consumer<Runnable> whenGone) {
        long askedAt = nanoTime.getAsLong();
        whenGone.accept(() -> {
            attempt.abandon();
            entry.leaveQueue(OriginFailure.Kind.ABANDONED);
        });
        return entry.admitted()
                .compose(admitted -> attempt.run())
                .compose(response -> read(response, attempt, entry))
                .onFailure(cause -> entry.leave())
                .onSuccess(response -> answered(response, attempt, askedAt))
                .onFailure(cause -> failed(((OriginFailure) cause).kind(), attempt, askedAt));
    }

    /** Names the version in which the request was received, after the marks of those before. */
    private RequestHead marked(RequestHead request) {
        RequestHead changed = request.onward().asked(request);
        FieldLines fields = FieldLines.builder()
                .addAll(changed.headers())
                .add("Via", request.protocol() + ' ' + gateway)
                .build();
        return changed.with(request.method(), request.trace().carriedBy(fields));
    }

    public Future<Void> close() {
        return connections.close();
    }

    private Future<OriginResponse> read(HttpClientResponse response, Attempt attempt, Guard.Entry entry) {
        entry.answered();
        int status = response.statusCode();
        if (status < LOWEST_FINAL || status > HIGHEST) {
            response.exceptionHandler(reset -> {}).request().reset();
            return Future.failedFuture(new OriginFailure(
                    OriginFailure.Kind.BROKEN,
                    new VertxException("status " + status + ", which is no final one", true)));
        }
        Runnable over = () -> {
            attempt.over();
            entry.leave();
        };
        ArrivingContent content =
                new ArrivingContent(vertx, response, settings.times().patience(attempt.took()), nanoTime, over);
        ResponseHead head = attempt.turnedBack(new ResponseHead(status, linesOf(response.headers())));
        boolean none = head.forbidsContent()
                || HttpMethod.HEAD.equals(response.request().getMethod());
        if (none) {
            content.resume();
            return Future.succeededFuture(new OriginResponse(head, Body.Empty.INSTANCE, true));
        }
        Runnable cancel = () -> response.request().reset();
        long length = contentLength(response);
        boolean delimited = length != Body.UNKNOWN
                || response.version() == HttpVersion.HTTP_2
                || head.headers().contains("transfer-encoding");
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

    private void answered(OriginResponse response, Attempt attempt, long sentAt) {
        int status = response.head().status();
        observer.answered(settings.name(), status, since(sentAt));
        attempt.step().tell("weir.origin", settings.name());
        attempt.step().end(Integer.toString(status));
    }

    private void failed(OriginFailure.Kind kind, Attempt attempt, long sentAt) {
        observer.failed(settings.name(), kind, since(sentAt));
        attempt.step().tell("weir.origin", settings.name());
        attempt.step().fail(kind.name().toLowerCase(Locale.ROOT));
    }

    private Duration since(long sentAt) {
        return Duration.ofNanos(nanoTime.getAsLong() - sentAt);
    }
}
