package dev.weir.redis;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes connections: finds the server, connects a private client to it, and makes sure that it is what is wanted. Who is
 * found again at each attempt, so that a failover is followed.
 *
 * <p>Called on the event loop that the connection is for.
 */
final class Dialler {
    private static final Duration LEAST_TIMEOUT = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Locator locator;
    private final Role wanted;
    private final Handshake handshake;
    private final Duration timeout;

    Dialler(Vertx vertx, LinkParts parts, Locator locator, Role wanted) {
        this.vertx = vertx;
        this.locator = locator;
        this.wanted = wanted;
        this.handshake = new Handshake(vertx, parts);
        Duration twice = parts.settings().commandTimeout().multipliedBy(2);
        this.timeout = twice.compareTo(LEAST_TIMEOUT) > 0 ? twice : LEAST_TIMEOUT;
    }

    /** To the server that holds a key for writing: the master, or in a Cluster the master of the key's slot. */
    static Dialler toMaster(Vertx vertx, LinkParts parts, byte[] key) {
        return new Dialler(vertx, parts, Topologies.master(vertx, parts, key), Role.MASTER);
    }

    /** To a server on which every message that is published in this Redis arrives. */
    static Dialler toSubscribe(Vertx vertx, LinkParts parts) {
        return new Dialler(vertx, parts, Topologies.subscription(vertx, parts), Role.ANY);
    }

    /**
     * One attempt, bounded in time; fails with {@link DialFailure}, and nothing of it is left then.
     *
     * @param attempt how many have failed in a row before, from 0
     */
    Future<Line> dial(int attempt) {
        return locator.locate(attempt).compose(this::connect);
    }

    /** One question on a connection of its own, bounded in time; fails with {@link DialFailure}. */
    Future<Answer> ask(int attempt, Request question) {
        return dial(attempt).compose(line -> ask(line, question).eventually(line::close));
    }

    private Future<Answer> ask(Line line, Request question) {
        return line.connection()
                .send(question)
                .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .transform((reply, failure) -> failure == null
                        ? Future.succeededFuture(new Answer(line.endpoint(), reply))
                        : Future.failedFuture(DialFailure.of(line.endpoint(), failure)));
    }

    /** @param reply null where Redis says nil */
    record Answer(Endpoint from, @Nullable Response reply) {}

    private Future<Line> connect(Endpoint endpoint) {
        Redis client = handshake.client(endpoint);
        Promise<Line> outcome = Promise.promise();
        long limit = vertx.setTimer(
                timeout.toMillis(),
                late -> outcome.tryFail(new DialFailure("Redis at " + endpoint + ": no answer in time")));
        handshake.connect(client, endpoint, wanted).onComplete((connection, failure) -> {
            vertx.cancelTimer(limit);
            if (failure == null) {
                outcome.tryComplete(new Line(client, connection, endpoint));
            } else {
                outcome.tryFail(DialFailure.of(endpoint, failure));
            }
        });
        return outcome.future().onFailure(failure -> client.close());
    }
}
