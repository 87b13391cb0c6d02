package dev.weir.fill;

import dev.weir.origin.ContentStream;
import io.vertx.core.Context;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One client's view of an arriving body, with back-pressure of its own.
 *
 * <p>Read on one context. The tee wakes it from another; the flag {@code idle} keeps that to one hop for each time the
 * reader has caught up, however many pieces arrive meanwhile. The reader raises the flag <em>before</em> it looks for a
 * next piece a last time, the tee appends <em>before</em> it lowers the flag: one of the two sees the other.
 */
final class TeeReader extends ContentStream {
    private static final String TRUNCATED = "The origin's body was cut short.";

    private final BodyTee tee;
    private final Context context;
    private final AtomicBoolean idle = new AtomicBoolean();
    private volatile BodyTee.Piece at;
    private volatile boolean cutOff;
    private final Lag lag;

    private long demand;
    private boolean ended;

    /** @param lag of this reader, kept by the fill */
    TeeReader(BodyTee tee, Context context, BodyTee.Piece from, Lag lag) {
        this.lag = lag;
        this.tee = tee;
        this.context = context;
        this.at = from;
    }

    /** Bytes delivered so far. */
    long position() {
        return at.end;
    }

    /** Something was appended. Any thread. */
    void wake() {
        if (idle.compareAndSet(true, false)) {
            context.runOnContext(now -> pump());
        }
    }

    /** On the context of the fill; takes effect on the reader's. */
    void leaveIfBehind(long fastest, Strain strain, long nanos) {
        long bytes = fastest - position();
        boolean tooLong = lag.isTooMuch(bytes, nanos);
        if (!cutOff && (tooLong || (strain.isOver() && strain.isTooMuch(bytes)))) {
            cutOff = true;
            context.runOnContext(now -> pump());
        }
    }

    /** The client went away. */
    void cancel() {
        if (!ended) {
            over();
        }
    }

    /** What follows the piece that this reader stood at is no longer held by it. */
    private void over() {
        ended = true;
        at = at.alone();
        tee.left(this);
    }

    private void pump() {
        boolean moved = false;
        while (!ended && (demand > 0 || cutOff)) {
            BodyTee.Piece next = at.next;
            if (next == null) {
                idle.set(true);
                next = at.next;
                if (next == null || !idle.compareAndSet(true, false)) {
                    break;
                }
            }
            moved = true;
            deliver(next);
        }
        if (moved) {
            tee.progressed();
        }
    }

    private void deliver(BodyTee.Piece piece) {
        if (cutOff) {
            end(new LeftBehind());
        } else if (piece.last) {
            end(piece.truncated ? new VertxException(TRUNCATED, true) : null);
        } else {
            at = piece;
            if (demand != Long.MAX_VALUE) {
                demand--;
            }
            tellPiece(piece.bytes);
        }
    }

    private void end(@Nullable VertxException cause) {
        over();
        if (cause == null) {
            tellEnd();
        } else {
            tellFailure(cause);
        }
    }

    @Override
    public ReadStream<Buffer> pause() {
        demand = 0;
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
        pump();
        return this;
    }
}
