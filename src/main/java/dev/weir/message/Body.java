package dev.weir.message;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** The content of a message: none, whole in memory, or still arriving. */
public sealed interface Body {
    Body EMPTY = new Empty();

    record Empty() implements Body {}

    /** Whole content. The buffer is shared and must not be written to. */
    record Whole(Buffer bytes) implements Body {}

    /**
     * Content that arrives. The stream is paused until its reader resumes it, belongs to the reader's context, and ends
     * in exactly one of end and exception; an exception means the content is truncated.
     *
     * @param length announced length in bytes, or {@link #UNKNOWN}
     */
    record Arriving(ReadStream<Buffer> stream, long length) implements Body {}

    long UNKNOWN = -1;
}
