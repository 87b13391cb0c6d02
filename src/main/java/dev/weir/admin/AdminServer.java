package dev.weir.admin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;

/**
 * The operator's HTTP server, on a port of its own.
 *
 * <p>Runs on the context that starts it. Health may be asked without the token, for a probe seldom has one; everything
 * else needs it wherever one is configured. Without a token the server only starts on a loopback address.
 *
 * <p>Speaks HTTP/1.1 alone: nobody needs more here, and over HTTP/2 the server would send the content of an answer to HEAD.
 */
public final class AdminServer {
    private static final int IDLE_SECONDS = 60;

    /** A request is explained by its URL and fields, which are part of that line. */
    private static final int LONGEST_REQUEST_LINE = 64 << 10;

    private final HttpServer server;

    private AdminServer(HttpServer server) {
        this.server = server;
    }

    /** Binds the port; fails if it is taken, or if the plane would be open to the network without a token. */
    public static Future<AdminServer> start(Vertx vertx, AdminSettings settings, Operations operations) {
        if (settings.token() == null && !HostGuard.isLoopback(settings.host())) {
            return Future.failedFuture(
                    new IllegalArgumentException("admin.token: missing (expected: a token, for admin.host "
                            + settings.host() + " is not loopback)"));
        }
        HttpServerOptions options = new HttpServerOptions()
                .setMaxInitialLineLength(LONGEST_REQUEST_LINE)
                .setIdleTimeout(IDLE_SECONDS)
                .setHttp2ClearTextEnabled(false);
        return vertx.createHttpServer(options)
                .requestHandler(router(vertx, settings, operations))
                .listen(settings.port(), settings.host())
                .map(AdminServer::new);
    }

    /** The port it is bound to. */
    public int port() {
        return server.actualPort();
    }

    /** Closes the port and its connections. */
    public Future<Void> stop() {
        return server.close();
    }

    private static Router router(Vertx vertx, AdminSettings settings, Operations operations) {
        Router router = Router.router(vertx);
        Endpoints endpoints = new Endpoints(vertx, operations);
        router.route()
                .handler(new PageFields())
                .handler(new HostGuard(settings))
                .handler(new SiteGuard());
        endpoints.addPublicTo(router);
        if (settings.token() != null) {
            router.route().handler(new TokenGuard(settings.token()));
        }
        endpoints.addGuardedTo(router);
        return router;
    }
}
