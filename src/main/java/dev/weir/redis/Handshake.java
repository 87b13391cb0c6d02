package dev.weir.redis;

import dev.weir.redis.CommandObserver.Outcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisClientType;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.Instant;

/**
 * Makes a private client, connects it, and asks the server for its time. The question is more than a courtesy: where a
 * password is required and none is configured the client reports success, and only the first command learns better.
 */
final class Handshake {
    /** Leaves room for the client's own commands while it connects. */
    private static final int ROOM = 8;

    private final Vertx vertx;
    private final LinkParts parts;

    Handshake(Vertx vertx, LinkParts parts) {
        this.vertx = vertx;
        this.parts = parts;
    }

    Redis client(Endpoint endpoint) {
        RedisOptions options = new RedisOptions()
                .setType(RedisClientType.STANDALONE)
                .setConnectionString(endpoint.uri())
                .setMaxPoolSize(1)
                .setMaxPoolWaiting(1)
                .setPoolCleanerInterval(-1)
                .setMaxWaitingHandlers(parts.settings().maxInFlight() + ROOM)
                .setNetClientOptions(new NetClientOptions().setHostnameVerificationAlgorithm("HTTPS"));
        return Redis.createClient(vertx, options);
    }

    Future<RedisConnection> connect(Redis client) {
        return client.connect().compose(connection -> synchronise(connection).map(connection));
    }

    private Future<Void> synchronise(RedisConnection connection) {
        Instant asked = parts.clock().localInstant();
        long sent = parts.nanoTime().getAsLong();
        return connection.send(Request.cmd(Command.TIME)).transform((reply, failure) -> {
            long took = parts.nanoTime().getAsLong() - sent;
            if (failure == null) {
                parts.observer().completed(RedisCommand.TIME, Outcome.OK, took);
                parts.clock().measured(instant(reply), asked, Duration.ofNanos(took));
                return Future.succeededFuture();
            }
            parts.observer().completed(RedisCommand.TIME, Outcome.ERROR, took);
            return ErrorReply.is(failure, "NOPERM") ? Future.succeededFuture() : Future.failedFuture(failure);
        });
    }

    /** {@code TIME} replies with seconds and the microseconds of the current second. */
    private static Instant instant(Response reply) {
        return Instant.ofEpochSecond(reply.get(0).toLong(), reply.get(1).toLong() * 1_000);
    }
}
