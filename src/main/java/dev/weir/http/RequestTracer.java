package dev.weir.http;

import dev.weir.exchange.Explanation;
import dev.weir.message.RequestHead;
import dev.weir.message.Trace;

/** Follows requests. Called on the request's event loop; must neither wait nor fail. */
public interface RequestTracer {
    /** How a request ended. */
    record Ended(Explanation why, int status) {}

    /** A request has arrived. */
    Trace begin(RequestHead request);

    /**
     * It is over.
     *
     * @param counting counts it, and may ask which trace it counts
     */
    void end(Trace trace, Ended how, Runnable counting);
}
