package dev.weir.exchange;

import dev.weir.message.Body;
import dev.weir.origin.ContentStream;
import dev.weir.policy.ByteRange;
import io.vertx.core.VertxException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/**
 * One range of a body that is still arriving: skips to its first byte, and leaves after its last.
 *
 * <p>Slices, never copies. A range that reaches to the end of the body waits for that end, since only there a truncated
 * body shows.
 */
final class CutStream extends ContentStream {
    private static final String TRUNCATED = "The body ended before the range did.";

    private final Body.Arriving source;
    private final ByteRange range;
    private long at;
    private boolean over;

    /** @param source of known length, which the range is within */
    CutStream(Body.Arriving source, ByteRange range) {
        this.source = source;
        this.range = range;
        source.stream().handler(this::arrived);
        source.stream().endHandler(end -> ended());
        source.stream().exceptionHandler(this::failed);
    }

    Body.Arriving body() {
        return new Body.Arriving(this, range.length(), source.cancel());
    }

    private void arrived(Buffer bytes) {
        if (over) {
            return;
        }
        long from = Math.max(range.first() - at, 0);
        long to = Math.min(range.last() + 1 - at, bytes.length());
        at += bytes.length();
        if (from >= to) {
            source.stream().fetch(1);
            return;
        }
        tellPiece(bytes.slice((int) from, (int) to));
        if (at > range.last() && range.last() + 1 < source.length()) {
            leave();
        }
    }

    /** The end first: whoever reads this stream must not take the cancelled source for a broken one. */
    private void leave() {
        if (!over) {
            over = true;
            tellEnd();
            source.cancel().run();
        }
    }

    private void ended() {
        if (over) {
            return;
        }
        if (at > range.last()) {
            over = true;
            tellEnd();
        } else {
            failed(new VertxException(TRUNCATED, true));
        }
    }

    private void failed(Throwable cause) {
        if (!over) {
            over = true;
            tellFailure(cause);
        }
    }

    @Override
    public ReadStream<Buffer> pause() {
        source.stream().pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        source.stream().resume();
        return this;
    }

    /** A piece of the source that is skipped does not count. */
    @Override
    public ReadStream<Buffer> fetch(long amount) {
        source.stream().fetch(amount);
        return this;
    }
}
