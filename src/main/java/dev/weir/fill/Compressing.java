package dev.weir.fill;

import dev.weir.message.Body;
import dev.weir.message.ResponseHead;
import dev.weir.origin.OriginResponse;
import dev.weir.policy.CachingRules.Coding;
import dev.weir.policy.CachingRules.Compression;
import dev.weir.policy.ContentCoding;
import dev.weir.policy.StoreQuestion;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives a response that will be stored the content coding its clients take, where its route says so.
 *
 * <p>Only what is stored: coding costs once and is served often, and content for one client alone may hold secrets beside
 * what an attacker chose, whose coded length tells about them.
 */
public final class Compressing {
    /** Bytes that are coded on the event loop: longer bodies would stall it. */
    private static final long MOST_AT_ONCE = 64 << 10;

    private Compressing() {}

    /** Loads what is native of the coders, off the event loops; what this machine lacks is not offered. */
    public static Future<Void> prepare(Vertx vertx) {
        return vertx.executeBlocking(() ->
                        Stream.of(Coding.values()).filter(Coder::isAvailable).count())
                .mapEmpty();
    }

    /** Null where the response is to stay as it is. */
    static @Nullable OriginResponse of(StoreQuestion q, OriginResponse response, Context context) {
        Compression compression = q.rules().compression();
        if (compression == null
                || !response.delimited()
                || !(response.body() instanceof Body.Arriving arriving)
                || arriving.length() > q.rules().maxBody()
                || !ContentCoding.suits(response.head(), arriving.length(), compression)) {
            return null;
        }
        Coding coding = possible(ContentCoding.of(q.request(), compression));
        ResponseHead head = ContentCoding.code(response.head(), coding);
        return new OriginResponse(head, coding == null ? arriving : coded(arriving, coding, context), true);
    }

    private static @Nullable Coding possible(@Nullable Coding wanted) {
        return wanted != null && Coder.isAvailable(wanted) ? wanted : null;
    }

    private static Body coded(Body.Arriving arriving, Coding coding, Context context) {
        boolean small = arriving.length() != Body.UNKNOWN && arriving.length() <= MOST_AT_ONCE;
        CodedStream stream = new CodedStream(context, arriving.stream(), new Coder(coding, small), !small);
        return new Body.Arriving(stream, Body.UNKNOWN, () -> {
            stream.cancel();
            arriving.cancel().run();
        });
    }
}
