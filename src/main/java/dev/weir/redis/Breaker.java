package dev.weir.redis;

import dev.weir.redis.BreakerState.Open;
import dev.weir.redis.BreakerState.Position;
import dev.weir.redis.BreakerState.Sign;
import io.vertx.core.Vertx;
import java.time.Duration;

/**
 * Keeps the requests of one link from a server that fails or is slow, and finds out by probes of its own when it is well
 * again: no client waits to test it. Used on the link's event loop; {@link #isClosed} by any thread.
 */
final class Breaker {
    private static final Duration LEAST_SLOW = Duration.ofMillis(20);

    private final Vertx vertx;
    private final LinkParts parts;
    private final Runnable probe;
    private final long slow;

    private volatile BreakerState state = BreakerState.start();
    private long timer = -1;
    private String server = "";

    /** @param probe sends one command that nobody waits for, if there is a connection; its reply is to be told here */
    Breaker(Vertx vertx, LinkParts parts, Runnable probe) {
        this.vertx = vertx;
        this.parts = parts;
        this.probe = probe;
        Duration half = parts.settings().commandTimeout().dividedBy(2);
        this.slow = (half.compareTo(LEAST_SLOW) > 0 ? half : LEAST_SLOW).toNanos();
    }

    boolean isClosed() {
        return state instanceof BreakerState.Closed;
    }

    /** There is a connection again; if the breaker is open, that is yet to be tried. */
    void connected(Endpoint endpoint) {
        server = endpoint.label();
        if (state instanceof BreakerState.HalfOpen) {
            probe.run();
        }
    }

    /** @param nanos from sending to reply */
    void replied(long nanos) {
        met(nanos > slow ? Sign.BAD : Sign.GOOD);
    }

    void met(Sign sign) {
        if (!parts.breaking()) {
            return;
        }
        BreakerState before = state;
        BreakerState next = before.after(sign, parts.nanoTime().getAsLong());
        if (next == before) {
            return;
        }
        state = next;
        if (next.position() != before.position()) {
            changed(before.position(), next.position());
        }
        switch (next) {
            case Open open -> wait(open);
            case BreakerState.HalfOpen half -> probe.run();
            case BreakerState.Closed closed -> {}
        }
    }

    private void wait(Open open) {
        long left = open.until() - parts.nanoTime().getAsLong();
        timer = vertx.setTimer(Math.max(1, Duration.ofNanos(left).toMillis() + 1), over -> tryAgain());
    }

    private void tryAgain() {
        BreakerState before = state;
        state = before.at(parts.nanoTime().getAsLong());
        switch (state) {
            case BreakerState.HalfOpen half -> {
                changed(before.position(), half.position());
                probe.run();
            }
            case Open early -> wait(early);
            case BreakerState.Closed closed -> {}
        }
    }

    private void changed(Position from, Position to) {
        parts.observer().breaker(from, to);
        switch (to) {
            case OPEN ->
                parts.news()
                        .bad(
                                "breaker " + server,
                                "Redis at " + server + ": fails or is slow, and is not asked until it is well");
            case CLOSED -> parts.news().good("breaker " + server, "Redis at " + server + ": is well and asked again");
            case HALF_OPEN -> {}
        }
    }

    /** The link is closed: what is open is open no more. */
    void end() {
        vertx.cancelTimer(timer);
        if (!isClosed()) {
            parts.observer().breaker(state.position(), Position.CLOSED);
            state = BreakerState.start();
        }
    }
}
