package dev.weir.origin;

import dev.weir.message.RequestHead;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnectOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.HostAndPort;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The pool of connections to one server of an origin, shared by every event loop. */
final class Connections {
    private final HttpClientAgent client;
    private final RequestOptions pooled;
    private final HttpConnectOptions alone;
    private final HttpConnectOptions switching;
    private final String authority;
    private final LongSupplier nanoTime;
    private final Map<HttpConnection, Long> lastUsed = new ConcurrentHashMap<>();

    /** @param target where it listens */
    Connections(Vertx vertx, OriginSettings settings, LongSupplier nanoTime, Target target) {
        this.nanoTime = nanoTime;
        this.client = ClientSetup.client(vertx, settings, target);
        this.authority = target.authority();
        this.alone = target.on(new HttpConnectOptions());
        this.switching = target.on(new HttpConnectOptions()).setProtocolVersion(HttpVersion.HTTP_1_1);
        this.pooled = target.on(new RequestOptions())
                .setConnectTimeout(settings.times().connect().toMillis());
    }

    /** The server's own host and port. */
    String authority() {
        return authority;
    }

    /** A request on a connection that is free, or new. */
    Future<HttpClientRequest> request(RequestHead request) {
        try {
            return client.request(of(request, new RequestOptions(pooled)));
        } catch (IllegalStateException closed) {
            return Future.failedFuture(closed);
        }
    }

    /** A request on a connection that nobody used before, nor will after it. */
    Future<HttpClientRequest> requestAlone(RequestHead request) {
        return alone(request, alone);
    }

    private Future<HttpClientRequest> alone(RequestHead request, HttpConnectOptions how) {
        try {
            return client.connect(how)
                    .onSuccess(InterimFilter::addTo)
                    .compose(connection -> connection.request(of(request, new RequestOptions())));
        } catch (IllegalStateException closed) {
            return Future.failedFuture(closed);
        }
    }

    /** Asks the server how it does, on a connection of its own, which whoever gets the answer is to close. */
    Future<HttpClientResponse> probe(String path) {
        try {
            return client.connect(alone)
                    .compose(connection -> connection
                            .request(new RequestOptions().setURI(path))
                            .compose(open -> asked(open).send())
                            .onFailure(cause -> connection.close()));
        } catch (IllegalStateException closed) {
            return Future.failedFuture(closed);
        }
    }

    private HttpClientRequest asked(HttpClientRequest open) {
        return open.authority(HostAndPort.parseAuthority(authority, -1)).putHeader("user-agent", "weir");
    }

    /** The same in HTTP/1.1, which alone can be left for another protocol. */
    Future<HttpClientRequest> requestSwitch(RequestHead request) {
        return alone(request, switching);
    }

    private static RequestOptions of(RequestHead request, RequestOptions options) {
        return options.setMethod(HttpMethod.valueOf(request.method()))
                .setURI(request.target().pathAndQuery());
    }

    /** How long ago an earlier request went over this one's connection; null if none did. */
    @Nullable
    Duration idle(HttpClientRequest request) {
        HttpConnection connection = request.connection();
        long now = nanoTime.getAsLong();
        Long before = lastUsed.put(connection, now);
        if (before != null) {
            return Duration.ofNanos(now - before);
        }
        connection.closeHandler(closed -> lastUsed.remove(connection));
        return null;
    }

    /** The request is over, and its connection perhaps free. */
    void over(HttpClientRequest request) {
        lastUsed.computeIfPresent(request.connection(), (connection, begun) -> nanoTime.getAsLong());
    }

    /** Lets what is under way come to its end, within a limit; nothing more is sent. */
    Future<Void> drain(Duration limit) {
        return client.shutdown(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    Future<Void> close() {
        return client.close();
    }
}
