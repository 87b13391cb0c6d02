package dev.weir.redis;

import dev.weir.redis.CommandObserver.Outcome;
import dev.weir.redis.RedisSettings.Tls;
import dev.weir.redis.RedisSettings.Topology;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
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
 * Makes a private client, connects it, and asks the server what it is and, where data is
 * kept, for its time. The questions are more than a
 * courtesy: where a password is required and none is configured the client reports success, and only the first command
 * learns better; and an address that was a master's may be a replica's by now.
 *
 * <p>{@code HELLO} tells the role to everybody, where {@code ROLE} needs a right that careful operators withhold.
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
        Credentials credentials = endpoint.credentials();
        RedisOptions options = new RedisOptions()
                .setType(RedisClientType.STANDALONE)
                .setConnectionString(endpoint.uri())
                .setMaxPoolSize(1)
                .setMaxPoolWaiting(1)
                .setPoolCleanerInterval(-1)
                .setMaxWaitingHandlers(parts.settings().maxInFlight() + ROOM)
                .setNetClientOptions(net(parts.settings().access().tls()));
        if (!credentials.isNone()) {
            options.setUser(credentials.user().isEmpty() ? null : credentials.user())
                    .setPassword(credentials.password());
        }
        return Redis.createClient(vertx, options);
    }

    private static NetClientOptions net(Tls tls) {
        NetClientOptions options = new NetClientOptions().setHostnameVerificationAlgorithm("HTTPS");
        if (!tls.authority().isEmpty()) {
            options.setTrustOptions(new PemTrustOptions().addCertPath(tls.authority()));
        }
        if (!tls.certificate().isEmpty()) {
            options.setKeyCertOptions(
                    new PemKeyCertOptions().addCertPath(tls.certificate()).addKeyPath(tls.key()));
        }
        return options;
    }

    /** Fails unless the server is what is wanted. */
    Future<RedisConnection> connect(Redis client, Endpoint endpoint, Role wanted) {
        return client.connect()
                .compose(connection -> introduce(connection, endpoint, wanted)
                        .compose(met -> wanted == Role.ANY ? Future.succeededFuture() : synchronise(connection))
                        .compose(set -> wanted == Role.REPLICA ? permitReading(connection) : Future.succeededFuture())
                        .map(connection));
    }

    private static Future<Void> introduce(RedisConnection connection, Endpoint endpoint, Role wanted) {
        return connection.send(Request.cmd(Command.HELLO)).compose(reply -> {
            String said = word(reply, "role");
            return wanted.isMetBy(said)
                    ? Future.succeededFuture()
                    : Future.failedFuture(new DialFailure("Redis at " + endpoint + ": is a "
                            + (said.isEmpty() ? word(reply, "mode") : said) + ", no " + wanted));
        });
    }

    /** Replicas of a Cluster answer only those who say that they accept what may be old. */
    private Future<Void> permitReading(RedisConnection connection) {
        return parts.settings().topology() == Topology.CLUSTER
                ? connection.send(Request.cmd(Command.READONLY)).mapEmpty()
                : Future.succeededFuture();
    }

    private static String word(Response reply, String name) {
        Response word = reply.get(name);
        return word == null ? "" : word.toString();
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
