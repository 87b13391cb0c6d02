package dev.weir.load;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/**
 * The least a cache hit from Redis can cost on this stack: one event loop, one pipelined {@code GET} a request, the
 * bytes sent back unlooked at. The yardstick for what the gateway adds.
 *
 * <p>Arguments: port, Redis URL. The request's path is the Redis key.
 */
final class BareRedisServer {
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");

    private BareRedisServer() {}

    public static void main(String[] arguments) {
        int port = Integer.parseInt(arguments[0]);
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(1));
        if (!vertx.isNativeTransportEnabled()) {
            throw new IllegalStateException("no native transport", vertx.unavailableNativeTransportCause());
        }
        Redis.createClient(vertx, arguments[1])
                .connect()
                .compose(redis -> vertx.createHttpServer(
                                new HttpServerOptions().setHost("127.0.0.1").setPort(port))
                        .requestHandler(request -> serve(redis, request))
                        .listen())
                .onFailure(failure -> {
                    failure.printStackTrace();
                    System.exit(1);
                });
    }

    private static void serve(RedisConnection redis, HttpServerRequest request) {
        redis.send(Request.cmd(Command.GET).arg(request.path()))
                .onSuccess(found -> reply(request, found))
                .onFailure(failure -> request.response().setStatusCode(502).end());
    }

    private static void reply(HttpServerRequest request, Response found) {
        if (found == null) {
            request.response().setStatusCode(404).end();
            return;
        }
        request.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(found.toBuffer());
    }
}
