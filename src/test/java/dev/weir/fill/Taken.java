package dev.weir.fill;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What one reader took, on its own context and no other. */
final class Taken {
    final AtomicLong bytes = new AtomicLong();
    final AtomicReference<String> text = new AtomicReference<>("");
    final AtomicReference<String> end = new AtomicReference<>("");
    private final Context context;

    private Taken(Context context) {
        this.context = context;
    }

    /** Attaches to a stream, on the caller's context, without resuming it. */
    static Taken from(ReadStream<Buffer> stream) {
        Taken taken = new Taken(Vertx.currentContext());
        stream.handler(taken::take);
        stream.endHandler(whole -> taken.ended("whole"));
        stream.exceptionHandler(cause -> taken.ended(cause instanceof LeftBehind ? "left" : "cut"));
        return taken;
    }

    private void take(Buffer piece) {
        onContext();
        bytes.addAndGet(piece.length());
        text.updateAndGet(before -> before + piece.toString());
    }

    private void ended(String how) {
        onContext();
        assertThat(end.getAndSet(how)).as("ended once").isEmpty();
    }

    private void onContext() {
        if (Vertx.currentContext() != context) {
            end.set("on another's context");
        }
    }
}
