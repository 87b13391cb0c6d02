package dev.weir.exchange;

import dev.weir.message.Body;
import dev.weir.origin.ContentStream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Content on its way to a client, a copy of which is kept: handed over when it is whole, let go of when the client leaves
 * or the sender breaks off. One context.
 */
final class KeptStream extends ContentStream {
    private final Body.Arriving source;
    private final Consumer<@Nullable Buffer> over;
    private final Buffer copy;
    private boolean told;

    /** @param over takes the whole content, or null; called once */
    KeptStream(Body.Arriving source, Consumer<@Nullable Buffer> over) {
        this.source = source;
        this.over = over;
        this.copy = Buffer.buffer(Math.toIntExact(source.length()));
        source.stream().handler(this::arrived);
        source.stream().endHandler(end -> ended());
        source.stream().exceptionHandler(this::failed);
    }

    Body.Arriving body() {
        return new Body.Arriving(this, source.length(), this::cancel);
    }

    private void arrived(Buffer bytes) {
        copy.appendBuffer(bytes);
        tellPiece(bytes);
    }

    /** Kept before the client has it whole, so that its next request finds it. */
    private void ended() {
        tell(copy.length() == source.length() ? copy : null);
        tellEnd();
    }

    private void failed(Throwable cause) {
        tell(null);
        tellFailure(cause);
    }

    private void cancel() {
        tell(null);
        source.cancel().run();
    }

    private void tell(@Nullable Buffer whole) {
        if (!told) {
            told = true;
            over.accept(whole);
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

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        source.stream().fetch(amount);
        return this;
    }
}
