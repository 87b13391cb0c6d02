package dev.weir.redis;

import dev.weir.redis.CommandObserver.Outcome;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One connection and what is under way on it. Used on its event loop only.
 *
 * <p>The client knows no time-out, so the wire watches its oldest command. Seen overdue once, that may be our own event
 * loop's doing: after a pause the timer fires before the replies that wait in the socket are read. The wire counts as
 * hung when the same command is still the oldest a little later.
 */
final class Wire implements Completable<Response> {
    private static final int PATIENCE = 10;

    /** Whoever is to act on what the wire meets. */
    interface Owner {
        /** Its replies are overdue. */
        void hung(Wire wire);

        /**
         * A command is over.
         *
         * @param refusal null unless Redis refused it
         */
        void completed(Wire wire, RedisCommand command, Outcome outcome, @Nullable ErrorKind refusal, long nanos);
    }

    private final Line line;
    private final InFlight inFlight;
    private final LinkParts parts;
    private final Vertx vertx;
    private final Owner owner;
    private final long since;

    private boolean watched;
    private boolean hung;
    private long suspect = -1;

    Wire(Vertx vertx, LinkParts parts, Line line, Owner owner) {
        this.vertx = vertx;
        this.parts = parts;
        this.line = line;
        this.owner = owner;
        this.inFlight = new InFlight(parts.settings().maxInFlight());
        this.since = parts.nanoTime().getAsLong();
    }

    /** Sends at once, behind whatever is under way. The future completes on the caller's context. */
    Future<Response> send(RedisCommand command, Request request) {
        inFlight.add(command, now());
        if (!watched) {
            watched = true;
            watchAfter(timeout());
        }
        return line.connection().send(request).onComplete(this);
    }

    boolean isFull() {
        return inFlight.isFull();
    }

    Endpoint endpoint() {
        return line.endpoint();
    }

    Duration age() {
        return Duration.ofNanos(now() - since);
    }

    /** Ends the socket, which fails what is under way. */
    Future<Void> close() {
        return line.close();
    }

    @Override
    public void complete(@Nullable Response reply, @Nullable Throwable failure) {
        long took = now() - inFlight.oldestSentAt();
        Outcome outcome = outcome(failure);
        RedisCommand command = inFlight.oldestCommand();
        parts.observer().completed(command, outcome, took);
        inFlight.removeOldest();
        owner.completed(this, command, outcome, failure == null ? null : ErrorReply.kind(failure), took);
    }

    private Outcome outcome(@Nullable Throwable failure) {
        if (failure == null) {
            return Outcome.OK;
        }
        if (hung) {
            return Outcome.TIMEOUT;
        }
        return ErrorReply.isFromServer(failure) ? Outcome.ERROR : Outcome.UNAVAILABLE;
    }

    private void watchAfter(Duration delay) {
        vertx.setTimer(Math.max(1, delay.toMillis()), timer -> watch());
    }

    private void watch() {
        if (inFlight.isEmpty()) {
            watched = false;
            return;
        }
        Duration left = timeout().minusNanos(now() - inFlight.oldestSentAt());
        if (left.isPositive()) {
            watchAfter(left.plusMillis(1));
        } else if (suspect != inFlight.oldest()) {
            suspect = inFlight.oldest();
            watchAfter(timeout().dividedBy(PATIENCE));
        } else {
            hung = true;
            owner.hung(this);
        }
    }

    private Duration timeout() {
        return parts.settings().commandTimeout();
    }

    private long now() {
        return parts.nanoTime().getAsLong();
    }
}
