package dev.weir.load;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Map;

/**
 * The least a hit from memory can cost on this stack: one event loop, a map from path to content, no rules. What is not in
 * it yet is fetched once.
 *
 * <p>Arguments: port, origin's port.
 */
final class BareMapServer {
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    private final Map<String, Buffer> contents = new HashMap<>();
    private final HttpClient client;
    private final int origin;

    private BareMapServer(HttpClient client, int origin) {
        this.client = client;
        this.origin = origin;
    }

    public static void main(String[] arguments) {
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
        BareMapServer server = new BareMapServer(vertx.createHttpClient(), Integer.parseInt(arguments[1]));
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(Integer.parseInt(arguments[0])))
                .requestHandler(server::serve)
                .listen()
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    private void serve(HttpServerRequest request) {
        Buffer content = contents.get(request.path());
        if (content != null) {
            reply(request, content);
            return;
        }
        client.request(HttpMethod.GET, origin, "127.0.0.1", request.path())
                .compose(asked -> asked.send().compose(HttpClientResponse::body))
                .onSuccess(fetched -> {
                    contents.put(request.path(), fetched);
                    reply(request, fetched);
                })
                .onFailure(failure -> request.response().setStatusCode(502).end());
    }

    private static void reply(HttpServerRequest request, Buffer content) {
        request.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(content);
    }
}
