package dev.weir.origin;

import dev.weir.message.Authority;
import dev.weir.message.RequestHead;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The pool of connections to one origin, shared by every event loop. */
final class Connections {
    private static final int DEFAULT_HTTP_PORT = 80;

    private final HttpClient client;
    private final RequestOptions template;
    private final String authority;
    private final Set<HttpConnection> used = ConcurrentHashMap.newKeySet();

    Connections(Vertx vertx, OriginSettings settings) {
        this.client = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setProtocolVersion(HttpVersion.HTTP_1_1)
                        .setKeepAlive(true)
                        .setTcpNoDelay(true)
                        .setDecompressionSupported(false))
                .with(new PoolOptions().setHttp1MaxSize(settings.maxConcurrent()))
                .withConnectHandler(InterimFilter::addTo)
                .build();
        URI server = settings.server();
        this.authority = Authority.canonical("http", server.getAuthority());
        this.template = new RequestOptions()
                .setHost(server.getHost())
                .setPort(server.getPort() < 0 ? DEFAULT_HTTP_PORT : server.getPort());
    }

    /** The server's own host and port. */
    String authority() {
        return authority;
    }

    /** A request on a connection that is free or new, within the limit. */
    Future<HttpClientRequest> request(RequestHead request, Duration limit) {
        RequestOptions options = new RequestOptions(template)
                .setConnectTimeout(limit.toMillis())
                .setMethod(HttpMethod.valueOf(request.method()))
                .setURI(request.target().pathAndQuery());
        return client.request(options);
    }

    /** Whether an earlier request went over this one's connection. */
    boolean usedBefore(HttpClientRequest request) {
        HttpConnection connection = request.connection();
        if (!used.add(connection)) {
            return true;
        }
        connection.closeHandler(closed -> used.remove(connection));
        return false;
    }

    Future<Void> close() {
        return client.close();
    }
}
