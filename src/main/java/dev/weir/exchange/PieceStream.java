package dev.weir.exchange;

import dev.weir.message.Body;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Content in memory that lies in several buffers, sent one after the other instead of being copied into one. */
final class PieceStream implements ReadStream<Buffer> {
    private final Iterator<Buffer> pieces;
    private long demand;
    private boolean pumping;
    private boolean over;
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> endHandler;

    private PieceStream(List<Buffer> pieces) {
        this.pieces = pieces.iterator();
    }

    static Body.Arriving body(List<Buffer> pieces) {
        long length = pieces.stream().mapToLong(Buffer::length).sum();
        PieceStream stream = new PieceStream(pieces);
        return new Body.Arriving(stream, length, stream::cancel);
    }

    private void cancel() {
        over = true;
    }

    /** The reader asks for more from within what it is given: the outer call goes on, or the stack would grow. */
    private void pump() {
        if (pumping) {
            return;
        }
        pumping = true;
        while (!over && demand > 0 && pieces.hasNext()) {
            demand -= demand == Long.MAX_VALUE ? 0 : 1;
            Buffer next = pieces.next();
            if (handler != null) {
                handler.handle(next);
            }
        }
        pumping = false;
        if (!over && !pieces.hasNext()) {
            over = true;
            if (endHandler != null) {
                endHandler.handle(null);
            }
        }
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> to) {
        handler = to;
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> to) {
        endHandler = to;
        return this;
    }

    /** What is in memory does not break. */
    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> to) {
        return this;
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
