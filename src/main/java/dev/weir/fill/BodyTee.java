package dev.weir.fill;

import dev.weir.message.Body;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One arriving body, read by many clients on their own event loops.
 *
 * <p>The pieces form a linked list that only its tail knows how to grow. Every reader holds the piece it stands at, so
 * the garbage collector frees what all have read, and memory is bounded by what the slowest reader lacks, not by the
 * number of readers:
 *
 * <ul>
 *   <li>While the body may still be stored, its first piece is held: late readers begin at the start, and at the end
 *       the whole is there. This is bounded by the route's {@code max-body}.
 *   <li>A body that outgrows it is let go of. From then on the origin is read no faster than the <em>fastest</em> reader
 *       takes it, and a reader that stays more than {@code max-lag} behind <em>that one</em> has to leave ({@link Lag},
 *       {@link Strain}): a slow client slows nobody. Measured from what has arrived, it would leave everybody behind
 *       where the origin is fast: until then nothing slowed it down.
 * </ul>
 *
 * <p>Fed on the context of the request to the origin; readers are created and read on theirs.
 */
final class BodyTee {
    /** Bytes that the fastest reader may lack before the origin is paused. */
    static final long WINDOW = 256 << 10;

    /**
     * How much of a body is held.
     *
     * @param maxBody bytes of one that may be stored
     * @param maxLag bytes that a reader may lack of what the fastest has, of one that is not
     */
    record Bounds(long maxBody, long maxLag) {}

    /** A piece of the body; the last one is empty and says how it ended. */
    static final class Piece {
        final Buffer bytes;
        final long end;
        final boolean last;
        final boolean truncated;
        volatile @Nullable Piece next;

        private Piece(Buffer bytes, long end, boolean last, boolean truncated) {
            this.bytes = bytes;
            this.end = end;
            this.last = last;
            this.truncated = truncated;
        }

        /** The same place in the body, without what comes next. */
        Piece alone() {
            return new Piece(Buffer.buffer(0), end, last, truncated);
        }
    }

    /** How it went for a body that was to be stored; exactly one is called, on the fill's context. */
    interface Ending {
        void whole(Buffer body);

        /** Longer than may be stored: it streams on, for those attached. */
        void outgrown();

        void truncated();
    }

    private final Context context;
    private final Body.Arriving source;
    private final Bounds bounds;
    private final LongSupplier nanoTime;
    private final Ending ending;
    private final Set<TeeReader> readers = ConcurrentHashMap.newKeySet();

    private @Nullable Piece first;
    private Piece tail = new Piece(Buffer.buffer(0), 0, false, false);
    private final Strain strain;
    private boolean paused;
    private boolean timed;

    /** @param nanoTime monotonic */
    BodyTee(Context context, Body.Arriving source, Bounds bounds, LongSupplier nanoTime, Ending ending) {
        this.context = context;
        this.source = source;
        this.bounds = bounds;
        this.strain = new Strain(bounds.maxLag());
        this.nanoTime = nanoTime;
        this.ending = ending;
        this.first = tail;
    }

    /** Begins to read the origin; readers that were offered the body before this miss nothing. */
    void start() {
        ReadStream<Buffer> stream = source.stream();
        stream.handler(this::append);
        stream.endHandler(end -> finish(isShort()));
        stream.exceptionHandler(cause -> finish(true));
        if (source.length() > bounds.maxBody()) {
            letGo();
        }
        stream.resume();
    }

    /** A reader from the first byte on, or null when that byte is no longer held. Any thread. */
    @Nullable
    TeeReader reader(Context readerContext) {
        Piece from;
        synchronized (this) {
            from = first;
        }
        if (from == null) {
            return null;
        }
        TeeReader reader = new TeeReader(this, readerContext, from, new Lag(bounds.maxLag()));
        readers.add(reader);
        return reader;
    }

    long length() {
        return source.length();
    }

    private void append(Buffer bytes) {
        grow(new Piece(bytes, tail.end + bytes.length(), false, false));
        if (isHeld()) {
            if (tail.end > bounds.maxBody()) {
                letGo();
                ending.outgrown();
                regulate();
            }
        } else {
            regulate();
        }
    }

    /** Whoever tries again because the body broke off must not find its flight still there. */
    private void finish(boolean truncated) {
        Piece start = held();
        if (start != null && truncated) {
            ending.truncated();
        }
        grow(new Piece(Buffer.buffer(0), tail.end, true, truncated));
        if (start != null && !truncated) {
            ending.whole(assemble(start));
        }
    }

    /** Fewer bytes than announced are never a whole body, whatever the client library made of the connection's end. */
    private boolean isShort() {
        return source.length() != Body.UNKNOWN && source.length() != tail.end;
    }

    private void grow(Piece piece) {
        tail.next = piece;
        tail = piece;
        each(TeeReader::wake);
    }

    private Buffer assemble(Piece start) {
        Piece only = start.next;
        if (only != null && only.end == tail.end) {
            return only.bytes;
        }
        Buffer whole = Buffer.buffer((int) tail.end);
        for (Piece piece = start; piece != null; piece = piece.next) {
            whole.appendBuffer(piece.bytes);
        }
        return whole;
    }

    private synchronized @Nullable Piece held() {
        return first;
    }

    private boolean isHeld() {
        return held() != null;
    }

    private synchronized void letGo() {
        first = null;
    }

    /** Of a body that is not stored: reads on while somebody keeps up, ends the request when nobody reads at all. */
    private void regulate() {
        if (readers.isEmpty()) {
            source.cancel().run();
            return;
        }
        long fastest = 0;
        long slowest = Long.MAX_VALUE;
        for (TeeReader reader : readers) {
            fastest = Math.max(fastest, reader.position());
            slowest = Math.min(slowest, reader.position());
        }
        leaveBehind(fastest, slowest);
        pauseIf(tail.end - fastest > WINDOW || strain.holds());
    }

    private void leaveBehind(long fastest, long slowest) {
        long now = nanoTime.getAsLong();
        strain.note(fastest - slowest, now);
        each(reader -> reader.leaveIfBehind(fastest, strain, now));
        if (strain.holds() && !timed) {
            timed = true;
            context.owner().setTimer(strain.left().toMillis() + 1, late -> lookAgain());
        }
    }

    /** While the origin is not read on, nothing else would tell that patience has ended. */
    private void lookAgain() {
        timed = false;
        regulateUnlessEnded();
    }

    private void pauseIf(boolean enough) {
        if (enough && !paused) {
            paused = true;
            source.stream().pause();
        } else if (!enough && paused) {
            paused = false;
            source.stream().resume();
        }
    }

    /** Called by a reader, on its context, that has read on or gone. */
    void progressed() {
        if (!isHeld()) {
            context.runOnContext(now -> regulateUnlessEnded());
        }
    }

    void left(TeeReader reader) {
        readers.remove(reader);
        progressed();
    }

    private void regulateUnlessEnded() {
        if (!tail.last) {
            regulate();
        }
    }

    private void each(Consumer<TeeReader> action) {
        readers.forEach(action);
    }
}
