package dev.weir.exchange;

import dev.weir.message.Body;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** What came of reading a request's content before anything is looked up. */
sealed interface RequestContent {
    /** All of it, within the bound. */
    record Whole(Buffer bytes) implements RequestContent {}

    /** More than the bound; nothing of it is lost. */
    record Longer(Body body) implements RequestContent {}

    /** The client left before the end. */
    record Cut() implements RequestContent {}

    /**
     * Reads content on the context it arrives on. At most the bound and one piece more is held; content that announces
     * more is not read at all.
     *
     * @param most bytes
     */
    static Future<RequestContent> read(Body body, int most) {
        return switch (body) {
            case Body.Empty empty -> Future.succeededFuture(new Whole(Buffer.buffer()));
            case Body.Whole whole ->
                Future.succeededFuture(whole.bytes().length() > most ? new Longer(whole) : new Whole(whole.bytes()));
            case Body.Arriving arriving ->
                arriving.length() > most ? Future.succeededFuture(new Longer(arriving)) : collect(arriving, most);
        };
    }

    private static Future<RequestContent> collect(Body.Arriving arriving, int most) {
        Promise<RequestContent> read = Promise.promise();
        ReadStream<Buffer> stream = arriving.stream();
        Buffer held = Buffer.buffer();
        stream.handler(bytes -> {
            held.appendBuffer(bytes);
            if (held.length() > most) {
                stream.pause();
                Body rest = new Body.Arriving(new ResumedStream(held, stream), arriving.length(), arriving.cancel());
                read.tryComplete(new Longer(rest));
            }
        });
        stream.endHandler(end -> read.tryComplete(new Whole(held)));
        stream.exceptionHandler(gone -> read.tryComplete(new Cut()));
        stream.resume();
        return read.future();
    }
}
