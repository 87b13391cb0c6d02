package dev.weir.origin;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * Content on its way to one reader: keeps the reader's handlers, and leaves to its kinds what arrives when. Used on the
 * reader's context only.
 */
public abstract class ContentStream implements ReadStream<Buffer> {
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> endHandler;
    private @Nullable Handler<Throwable> exceptionHandler;

    protected final void tellPiece(Buffer bytes) {
        if (handler != null) {
            handler.handle(bytes);
        }
    }

    protected final void tellEnd() {
        if (endHandler != null) {
            endHandler.handle(null);
        }
    }

    protected final void tellFailure(Throwable cause) {
        if (exceptionHandler != null) {
            exceptionHandler.handle(cause);
        }
    }

    @Override
    public final ReadStream<Buffer> handler(@Nullable Handler<Buffer> to) {
        handler = to;
        return this;
    }

    @Override
    public final ReadStream<Buffer> endHandler(@Nullable Handler<Void> to) {
        endHandler = to;
        return this;
    }

    @Override
    public final ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> to) {
        exceptionHandler = to;
        return this;
    }
}
