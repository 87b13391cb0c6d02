package dev.weir.redis;

import dev.weir.redis.CommandObserver.Outcome;
import dev.weir.redis.LinkState.Closed;
import dev.weir.redis.LinkState.Connecting;
import dev.weir.redis.LinkState.Resting;
import dev.weir.redis.LinkState.Up;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to Redis on one event loop, used by all requests of that loop at once, and replaced whenever it breaks
 * or hangs.
 *
 * <p>Commands go out one behind the other without waiting for replies. While there is no connection they fail at once:
 * nothing is queued, since by the time Redis is back the requests were answered otherwise. Each connection has a private
 * client, because ending the client is the only way to end a socket that hangs, and the client connects only once.
 *
 * <p>{@link #send} is called on the link's event loop; the rest may be called by any thread.
 */
final class RedisLink {
    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);
    private static final Duration LEAST_CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration FIRST_DELAY = Duration.ofMillis(20);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final Context context;
    private final LinkParts parts;
    private final List<Endpoint> endpoints;
    private final Handshake handshake;
    private final Backoff backoff;
    private final Promise<Boolean> firstAttempt = Promise.promise();

    private volatile LinkState state = new Resting(-1);
    private volatile @Nullable Thread loop;
    private int failures;
    private String told = "";

    RedisLink(Vertx vertx, Context context, LinkParts parts) {
        this.vertx = vertx;
        this.context = context;
        this.parts = parts;
        this.endpoints = Endpoint.all(parts.settings().endpoints());
        this.handshake = new Handshake(vertx, parts);
        this.backoff = new Backoff(FIRST_DELAY, LONGEST_DELAY, parts.random());
    }

    void start() {
        context.runOnContext(v -> {
            loop = Thread.currentThread();
            connect();
        });
    }

    boolean isOnLoop() {
        return Thread.currentThread() == loop;
    }

    boolean isUp() {
        return state instanceof Up;
    }

    /** Whether the first attempt succeeded; never fails. */
    Future<Boolean> firstAttempt() {
        return firstAttempt.future();
    }

    /** The reply, null where Redis says nil; fails with what Redis or the connection says, or with {@link LinkFailure}. */
    Future<Response> send(RedisCommand command, Request request) {
        if (!(state instanceof Up up)) {
            parts.observer().completed(command, Outcome.UNAVAILABLE, 0);
            return LinkFailure.DOWN;
        }
        if (up.wire().isFull()) {
            parts.observer().completed(command, Outcome.BUSY, 0);
            return LinkFailure.BUSY;
        }
        return up.wire().send(command, request);
    }

    Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        context.runOnContext(v -> end().onComplete(closed));
        return closed.future();
    }

    private Future<Void> end() {
        LinkState last = state;
        state = new Closed();
        firstAttempt.tryComplete(false);
        return switch (last) {
            case Connecting connecting -> connecting.client().close();
            case Up up -> {
                parts.observer().up(false);
                yield up.wire().close();
            }
            case Resting resting -> {
                vertx.cancelTimer(resting.timer());
                yield Future.succeededFuture();
            }
            case Closed closed -> Future.succeededFuture();
        };
    }

    private void connect() {
        if (state instanceof Closed) {
            return;
        }
        Endpoint endpoint = endpoints.get(failures % endpoints.size());
        Connecting attempt = new Connecting(endpoint, handshake.client(endpoint));
        state = attempt;
        long limit = vertx.setTimer(connectTimeout().toMillis(), t -> failed(attempt, "no answer in time"));
        handshake.connect(attempt.client()).onComplete((connection, failure) -> {
            vertx.cancelTimer(limit);
            if (failure == null) {
                connected(attempt, connection);
            } else {
                failed(attempt, ErrorReply.describe(failure));
            }
        });
    }

    private void connected(Connecting attempt, RedisConnection connection) {
        if (state != attempt) {
            return;
        }
        Wire wire = new Wire(vertx, parts, attempt.client(), connection, hung -> lost(hung, "no reply in time"));
        connection.endHandler(v -> lost(wire, "connection closed"));
        connection.exceptionHandler(failure -> lost(wire, ErrorReply.describe(failure)));
        state = new Up(wire);
        told = "";
        LOG.info("Redis at {}: connected", attempt.endpoint());
        parts.observer().up(true);
        firstAttempt.tryComplete(true);
    }

    private void failed(Connecting attempt, String why) {
        if (state != attempt) {
            return;
        }
        if (!why.equals(told)) {
            told = why;
            LOG.warn("Redis at {}: cannot connect: {}; trying again", attempt.endpoint(), why);
        }
        rest();
        attempt.client().close();
        firstAttempt.tryComplete(false);
    }

    private void lost(Wire wire, String why) {
        if (!(state instanceof Up up && up.wire() == wire)) {
            return;
        }
        if (wire.age().compareTo(LONGEST_DELAY) > 0) {
            failures = 0;
        }
        LOG.warn("Redis: connection lost: {}; connecting again", why);
        rest();
        parts.observer().up(false);
        wire.close();
    }

    private void rest() {
        state = new Resting(vertx.setTimer(backoff.delay(failures++).toMillis(), timer -> connect()));
    }

    private Duration connectTimeout() {
        Duration twice = parts.settings().commandTimeout().multipliedBy(2);
        return twice.compareTo(LEAST_CONNECT_TIMEOUT) > 0 ? twice : LEAST_CONNECT_TIMEOUT;
    }
}
