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
    static Listener plain(Vertx vertx, ListenSettings settings, Doors doors, Handlers handlers) {
        return new Listener(
                vertx.httpServerBuilder().with(config(settings.protocol())),
                address(settings.host(), settings.port(), FREE_PLAIN),
                handlers,
                settings.protocol().http2()
                        ? port -> doors.keep(
                                port,
                                connection -> connection
                                        .pipeline()
                                        .addLast(new UpgradeRefusal(
                                                settings.protocol().maxHeaderBytes())))
                        : port -> {});
    }

    static Listener tls(Vertx vertx, ListenSettings settings, CertificateKeeper certificates, Handlers handlers) {
        return new Listener(
                vertx.httpServerBuilder().with(config(settings.protocol())).with(certificates.options()),
                address(settings.host(), certificates.port(settings.port()), FREE_TLS),
                handlers,
                port -> {});
    }

    private static SocketAddress address(String host, int port, int free) {
        return port == 0 ? SocketAddress.sharedRandomPort(free, host) : SocketAddress.inetSocketAddress(port, host);
    }

    private static HttpServerConfig config(ListenSettings.Protocol protocol) {
        HttpServerConfig config = new HttpServerConfig()
                .setIdleTimeout(protocol.idleTimeout())
                .setHandle100ContinueAutomatically(true)
                .setHttp1Config(new Http1ServerConfig()
                        .setMaxHeaderSize(protocol.maxHeaderBytes())
                        .setMaxInitialLineLength(protocol.maxHeaderBytes()));
        config.getTcpConfig().setAcceptBacklog(ACCEPT_BACKLOG);
        if (protocol.http2()) {
            config.setVersions(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1, HttpVersion.HTTP_2)
                    .setHttp2Config(new Http2ServerConfig()
                            .setInitialSettings(new Http2Settings().setMaxHeaderListSize(protocol.maxHeaderBytes())));
        } else {
            config.setVersions(HttpVersion.HTTP_1_0, HttpVersion.HTTP_1_1);
        }
        return config;
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
