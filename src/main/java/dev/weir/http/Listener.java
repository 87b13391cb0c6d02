package dev.weir.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.Http2ServerConfig;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerBuilder;
import io.vertx.core.http.HttpServerConfig;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** One port of the data plane on one event loop; the event loops of a process share it. */
final class Listener {
    /** What becomes of connections and of requests. */
    record Handlers(
            Handler<HttpConnection> connection,
            Handler<HttpServerRequest> request,
            Handler<HttpServerRequest> unreadable) {}

    /** A stampede connects at once, and a connection refused by a full queue comes back a second later. */
    private static final int ACCEPT_BACKLOG = 16 << 10;

    /** Names of the free ports that all event loops of this process share. */
    private static final int FREE_PLAIN = 1;

    private static final int FREE_TLS = 2;
    private static final int WINDOWS_OF_A_CONNECTION = 4;
    private static final Duration RESET_PERIOD = Duration.ofSeconds(30);

    private final HttpServer server;
    private final SocketAddress address;
    private final IntConsumer beforeFirst;

    private Listener(HttpServerBuilder builder, SocketAddress address, Handlers handlers, IntConsumer beforeFirst) {
        this.server = builder.build()
                .connectionHandler(handlers.connection())
                .requestHandler(handlers.request())
                .invalidRequestHandler(handlers.unreadable());
        this.address = address;
        this.beforeFirst = beforeFirst;
    }

    /** In clear text. */
    static Listener plain(Vertx vertx, ListenSettings settings, GatewayServer.Edge edge, Handlers handlers) {
        return new Listener(
                vertx.httpServerBuilder().with(config(settings.limits())),
                address(settings.host(), settings.port(), FREE_PLAIN),
                handlers,
                port -> edge.doors().keep(port, connection -> edge.admission().admit(connection, true)));
    }

    static Listener tls(
            Vertx vertx,
            ListenSettings settings,
            GatewayServer.Edge edge,
            CertificateKeeper certificates,
            Handlers handlers) {
        return new Listener(
                vertx.httpServerBuilder()
                        .with(config(settings.limits()))
                        .with(greeting(certificates.options(), settings)),
                address(settings.host(), certificates.port(settings.port()), FREE_TLS),
                handlers,
                port -> edge.doors().keep(port, connection -> edge.admission().admit(connection, false)));
    }

    private static ServerSSLOptions greeting(ServerSSLOptions tls, ListenSettings settings) {
        return tls.setSslHandshakeTimeout(settings.limits().times().head().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
    }

    private static SocketAddress address(String host, int port, int free) {
        return port == 0 ? SocketAddress.sharedRandomPort(free, host) : SocketAddress.inetSocketAddress(port, host);
    }

    private static HttpServerConfig config(ListenSettings.Limits limits) {
        HttpServerConfig config = new HttpServerConfig()
                .setIdleTimeout(limits.times().idle())
                .setHandle100ContinueAutomatically(false)
                .setHttp1Config(new Http1ServerConfig()
                        .setMaxHeaderSize(limits.heads().bytes())
                        .setMaxInitialLineLength(limits.heads().bytes()));
        config.getTcpConfig()
                .setAcceptBacklog(ACCEPT_BACKLOG)
                .getTransportConfig()
                .setSoReusePort(limits.leaving().sharesPort());
        ListenSettings.Http2 http2 = limits.http2();
        return http2 == null
                ? config.setVersions(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1)
                : config.setVersions(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)
                        .setHttp2Config(http2(http2, limits.heads()));
    }

    private static Http2ServerConfig http2(ListenSettings.Http2 http2, ListenSettings.Heads heads) {
        return new Http2ServerConfig()
                .setConnectionWindowSize(WINDOWS_OF_A_CONNECTION * http2.window())
                .setRstFloodMaxRstFramePerWindow(http2.resets())
                .setRstFloodWindowDuration(RESET_PERIOD)
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(http2.streams())
                        .setInitialWindowSize(http2.window())
                        .setMaxHeaderListSize(heads.bytes()));
    }

    /** Completes with the port. */
    Future<Integer> start() {
        if (address.port() > 0) {
            beforeFirst.accept(address.port());
        }
        return server.listen(address).map(HttpServer::actualPort).onSuccess(beforeFirst::accept);
    }

    /** From now on handshakes are made with these; connections that stand go on. */
    void greetWith(ServerSSLOptions tls) {
        server.updateSSLOptions(tls);
    }

    Future<Void> stop() {
        return server.close();
    }
}
