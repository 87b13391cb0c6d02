package dev.weir.redis;

import dev.weir.redis.BreakerState.Sign;
import dev.weir.redis.CommandObserver.Outcome;
import dev.weir.redis.LinkState.Closed;
import dev.weir.redis.LinkState.Connecting;
import dev.weir.redis.LinkState.Resting;
import dev.weir.redis.LinkState.Up;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One connection to one server of Redis on one event loop, used by all requests of that loop at once, and replaced
 * whenever it breaks or hangs.
 *
 * <p>Commands go out one behind the other without waiting for replies. Each connection has a private client, because
 * ending the client is the only way to end a socket that hangs, and the client connects only once.
 */
final class NodeLink implements RedisLink, Wire.Owner {
    /** Told on the event loop of what concerns more than this one connection. */
    interface Listener {
        Listener NONE = new Listener() {
            @Override
            public void lost() {}

            @Override
            public void moved() {}
        };

        /** The connection is gone, or could not be made. */
        void lost();

        /** The server refused a command as one that holds the key no more. */
        void moved();
    }

    private static final Duration FIRST_DELAY = Duration.ofMillis(20);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final Context context;
    private final LinkParts parts;
    private final Dialler dialler;
    private final Backoff backoff;
    private final Listener listener;
    private final Breaker breaker;
    private final Promise<Boolean> firstAttempt = Promise.promise();

    private volatile LinkState state = new Resting(-1);
    private volatile @Nullable Thread loop;
    private volatile String trouble = "";
    private int failures;
    private long attempts;

    NodeLink(Vertx vertx, Context context, LinkParts parts, Dialler dialler, Listener listener) {
        this.vertx = vertx;
        this.context = context;
        this.parts = parts;
        this.dialler = dialler;
        this.backoff = new Backoff(FIRST_DELAY, LONGEST_DELAY, parts.random());
        this.listener = listener;
        this.breaker = new Breaker(vertx, parts, this::probe);
    }

    @Override
    public void start() {
        context.runOnContext(v -> {
            loop = Thread.currentThread();
            connect();
        });
    }

    @Override
    public boolean isOnLoop() {
        return Thread.currentThread() == loop;
    }

    @Override
    public boolean isUp() {
        return state instanceof Up && breaker.isClosed();
    }

    @Override
    public boolean reaches(byte[] key) {
        return isUp();
    }

    @Override
    public String trouble() {
        return trouble.isEmpty() && !breaker.isClosed() ? "Redis fails or is slow, and is not asked for now" : trouble;
    }

    @Override
    public Future<Boolean> firstAttempt() {
        return firstAttempt.future();
    }

    @Override
    public Future<Response> send(RedisCommand command, byte[] key, Request request) {
        if (!(state instanceof Up up)) {
            parts.observer().completed(command, Outcome.UNAVAILABLE, 0);
            return LinkFailure.DOWN;
        }
        if (!breaker.isClosed()) {
            parts.observer().completed(command, Outcome.SKIPPED, 0);
            return LinkFailure.SKIPPED;
        }
        if (up.wire().isFull()) {
            parts.observer().completed(command, Outcome.BUSY, 0);
            return LinkFailure.BUSY;
        }
        return up.wire().send(command, request);
    }

    @Override
    public Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        context.runOnContext(v -> end().onComplete(closed));
        return closed.future();
    }

    private Future<Void> end() {
        LinkState last = state;
        state = new Closed();
        breaker.end();
        firstAttempt.tryComplete(false);
        return switch (last) {
            case Up up -> {
                parts.observer().up(false);
                yield up.wire().close();
            }
            case Resting resting -> {
                vertx.cancelTimer(resting.timer());
                yield Future.succeededFuture();
            }
            case Connecting connecting -> Future.succeededFuture();
            case Closed closed -> Future.succeededFuture();
        };
    }

    private void connect() {
        if (state instanceof Closed) {
            return;
        }
        Connecting attempt = new Connecting(attempts++);
        state = attempt;
        dialler.dial(failures)
                .onSuccess(line -> connected(attempt, line))
                .onFailure(failure -> failed(attempt, String.valueOf(failure.getMessage())));
    }

    private void connected(Connecting attempt, Line line) {
        if (state != attempt) {
            line.close();
            return;
        }
        Wire wire = new Wire(vertx, parts, line, this);
        line.connection().endHandler(v -> lost(wire, "connection closed"));
        line.connection().exceptionHandler(failure -> lost(wire, ErrorReply.describe(failure)));
        state = new Up(wire);
        trouble = "";
        parts.news().reachable();
        parts.news().good("link " + line.endpoint(), "Redis at " + line.endpoint() + ": connected");
        parts.observer().up(true);
        breaker.connected(line.endpoint());
        firstAttempt.tryComplete(true);
    }

    private void failed(Connecting attempt, String why) {
        if (state != attempt) {
            return;
        }
        trouble = why;
        parts.news().unreachable(why);
        rest();
        firstAttempt.tryComplete(false);
        listener.lost();
    }

    private void probe() {
        if (state instanceof Up up && !up.wire().isFull()) {
            up.wire().send(RedisCommand.PING, Request.cmd(Command.PING));
        }
    }

    @Override
    public void hung(Wire wire) {
        breaker.met(Sign.HUNG);
        lost(wire, "no reply in time");
    }

    @Override
    public void completed(Wire wire, RedisCommand command, Outcome outcome, @Nullable ErrorKind refusal, long nanos) {
        boolean answered = refusal == null ? outcome == Outcome.OK : !refusal.isOutage();
        if (answered) {
            breaker.replied(nanos);
        } else {
            breaker.met(Sign.BAD);
        }
        if (refusal != null) {
            refused(wire, command, refusal);
        }
    }

    /** A server that became a replica is left: the next attempt asks anew who the master is. */
    private void refused(Wire wire, RedisCommand command, ErrorKind kind) {
        parts.observer().refused(kind);
        if (!kind.meaning().isEmpty()) {
            String what = kind == ErrorKind.NOPERM ? kind + " to " + command : kind.toString();
            parts.news().recurring("Redis at " + wire.endpoint() + " replies " + what + ": " + kind.meaning());
        }
        if (kind == ErrorKind.READONLY) {
            lost(wire, "no master any more");
        }
        if (kind.isMove()) {
            listener.moved();
        }
    }

    private void lost(Wire wire, String why) {
        if (!(state instanceof Up up && up.wire() == wire)) {
            return;
        }
        if (wire.age().compareTo(LONGEST_DELAY) > 0) {
            failures = 0;
        }
        trouble = "Redis at " + wire.endpoint() + ": " + why;
        parts.news().bad("link " + wire.endpoint(), trouble + "; connecting again");
        rest();
        parts.observer().up(false);
        wire.close();
        listener.lost();
    }

    /** What this link is for is elsewhere now: the next attempt finds out where. */
    void dialAnew() {
        if (state instanceof Up up) {
            lost(up.wire(), "another server holds the key");
        }
    }

    private void rest() {
        state = new Resting(vertx.setTimer(backoff.delay(failures++).toMillis(), timer -> connect()));
    }
}
