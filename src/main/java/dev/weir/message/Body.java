package dev.weir.message;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.function.Supplier;

/** The content of a message: none, whole in memory, or still arriving. */
public sealed interface Body {
    /** Of a body whose sender did not say how long it will be. */
    long UNKNOWN = -1;

    /** No content at all. */
    record Empty() implements Body {
        public static final Empty INSTANCE = new Empty();
    }

    /** Whole content. The buffer is shared and must not be written to. */
    record Whole(Buffer bytes) implements Body {}

    /**
     * Content that arrives. The stream is paused until its reader resumes it, belongs to the reader's context, and ends
     * in exactly one of end and exception; an exception means the content is truncated.
     *
     * @param length announced length in bytes, or {@link #UNKNOWN}
     * @param cancel to be run, on the same context, by a reader that goes away before the end
     * @param trailers the fields that followed it (RFC 9110 §6.5), to be asked for when it has ended
     */
    record Arriving(ReadStream<Buffer> stream, long length, Runnable cancel, Supplier<FieldLines> trailers)
            implements Body {
        public Arriving(ReadStream<Buffer> stream, long length, Runnable cancel) {
            this(stream, length, cancel, () -> FieldLines.EMPTY);
        }
    }

    /** Tells a sender that nobody will read on; content in memory needs no telling. */
    default void discard() {
        if (this instanceof Arriving arriving) {
            arriving.cancel().run();
        }
    }
}
