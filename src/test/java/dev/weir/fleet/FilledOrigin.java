package dev.weir.fleet;

import dev.weir.testing.Async;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;

/** An origin that answers at once: pages of one group, fresh for an hour, and any change with success. */
final class FilledOrigin implements AutoCloseable {
    private static final String CONTENT = "x".repeat(512);

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server = Async.await(
            vertx.createHttpServer().requestHandler(FilledOrigin::answer).listen(0, "127.0.0.1"));

    private static void answer(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.GET)) {
            request.response()
                    .putHeader("cache-control", "max-age=3600")
                    .putHeader("cache-groups", "\"products\"")
                    .end(CONTENT);
        } else {
            request.response().setStatusCode(204).end();
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    @Override
    public void close() {
        Async.await(vertx.close());
    }
}
