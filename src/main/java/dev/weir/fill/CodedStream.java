package dev.weir.fill;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A body in a content coding, made of one without while it arrives.
 *
 * <p>A long body is coded on worker threads, one piece at a time, so that no event loop stalls; its source is paused
 * meanwhile. The piece under way when this stream is paused still comes. Used on one context.
 */
final class CodedStream implements ReadStream<Buffer> {
    private final Context context;
    private final ReadStream<Buffer> source;
    private final Coder coder;
    private final boolean elsewhere;

    private boolean paused = true;
    private boolean coding;
    private boolean over;
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> endHandler;
    private @Nullable Handler<Throwable> exceptionHandler;

    /** @param elsewhere on worker threads */
    CodedStream(Context context, ReadStream<Buffer> source, Coder coder, boolean elsewhere) {
        this.context = context;
        this.source = source;
        this.coder = coder;
        this.elsewhere = elsewhere;
    }

    /** Nobody wants the rest. */
    void cancel() {
        if (!over) {
            over = true;
            closeUnlessCoding();
        }
    }

    private void take(Buffer bytes) {
        code(() -> coder.code(bytes))
                .onSuccess(coded -> {
                    deliver(coded);
                    goOn();
                })
                .onFailure(this::fail);
    }

    private void finish() {
        code(coder::finish)
                .onSuccess(last -> {
                    deliver(last);
                    end();
                })
                .onFailure(this::fail);
    }

    private Future<Buffer> code(Callable<Buffer> step) {
        if (!elsewhere) {
            try {
                return Future.succeededFuture(step.call());
            } catch (Exception e) {
                return Future.failedFuture(e);
            }
        }
        coding = true;
        source.pause();
        return context.executeBlocking(step).onComplete(done -> coded());
    }

    private void coded() {
        coding = false;
        if (over) {
            coder.close();
        }
    }

    private void deliver(Buffer bytes) {
        if (!over && handler != null && bytes.length() > 0) {
            handler.handle(bytes);
        }
    }

    private void goOn() {
        if (elsewhere && !over && !paused) {
            source.resume();
        }
    }

    private void end() {
        if (!over) {
            over = true;
            coder.close();
            if (endHandler != null) {
                endHandler.handle(null);
            }
        }
    }

    private void fail(Throwable cause) {
        if (!over) {
            over = true;
            closeUnlessCoding();
            if (exceptionHandler != null) {
                exceptionHandler.handle(new VertxException("The body could not be coded whole.", cause, true));
            }
        }
    }

    /** A thread may be at it: then it is closed when that is done. */
    private void closeUnlessCoding() {
        if (!coding) {
            coder.close();
        }
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> to) {
        handler = to;
        source.handler(to == null ? null : this::take);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> to) {
        endHandler = to;
        source.endHandler(to == null ? null : end -> finish());
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> to) {
        exceptionHandler = to;
        source.exceptionHandler(to == null ? null : this::fail);
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        paused = true;
        source.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        paused = false;
        if (!coding) {
            source.fetch(amount);
        }
        return this;
    }
}
