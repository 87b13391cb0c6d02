package dev.weir.fill;

import dev.weir.fill.FillObserver.Left;
import dev.weir.message.Body;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.origin.Origin;
import dev.weir.origin.OriginResponse;
import dev.weir.policy.RestOfContent;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * Asks the origin for what a client lacks of a response that it has begun to read. Once; on the client's context.
 */
final class Remainder {
    /** @param total length of the whole, of which the body is the end */
    record Rest(Body.Arriving body, long total) {}

    private final Origin origin;
    private final RequestHead client;
    private final ResponseHead begun;
    private final boolean verbatim;
    private final FillObserver observer;
    private Runnable abandon = () -> {};

    /**
     * @param begun the response of which the client has the beginning
     * @param verbatim its bytes are as the origin sends them
     */
    Remainder(Origin origin, RequestHead client, ResponseHead begun, boolean verbatim, FillObserver observer) {
        this.origin = origin;
        this.client = client;
        this.begun = begun;
        this.verbatim = verbatim;
        this.observer = observer;
    }

    /** The client left its flight. */
    void wanted() {
        observer.left(Left.BEHIND);
    }

    /**
     * The rest from one byte on, or null where that cannot be had.
     *
     * @param length of the whole, as announced
     */
    Future<@Nullable Rest> from(long first, long length) {
        RequestHead request = verbatim ? RestOfContent.request(client, begun, first) : null;
        Future<@Nullable Rest> asked = request == null
                ? Future.succeededFuture()
                : origin.send(request, Body.Empty.INSTANCE, whenGone -> abandon = whenGone)
                        .map(response -> rest(response, first, length))
                        .otherwise(failure -> null);
        return asked.onSuccess(rest -> observer.left(rest == null ? Left.BROKEN : Left.CONTINUED));
    }

    private @Nullable Rest rest(OriginResponse response, long first, long length) {
        long total = RestOfContent.length(response.head(), begun, first, length);
        if (total >= 0 && response.body() instanceof Body.Arriving arriving) {
            return new Rest(arriving, total);
        }
        response.body().discard();
        return null;
    }

    /** Nothing where the head is in. */
    void cancel() {
        abandon.run();
    }
}
