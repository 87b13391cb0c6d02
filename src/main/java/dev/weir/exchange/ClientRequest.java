package dev.weir.exchange;

import dev.weir.message.Body;
import dev.weir.message.Fence;
import dev.weir.message.RequestHead;
import java.util.function.Consumer;

/**
 * One client's request, and word of the client should it leave.
 *
 * @param whenGone takes what is to be run, on the request's event loop, if the client leaves before it has its reply;
 *     what it takes last replaces what it took before
 */
public record ClientRequest(RequestHead head, Body body, Consumer<Runnable> whenGone) {
    /** A request without content, to be answered before its client can leave. */
    static ClientRequest atOnce(RequestHead head) {
        return new ClientRequest(head, Body.Empty.INSTANCE, ClientRequest::stays);
    }

    private static void stays(Runnable action) {}

    /** The same, its head as its route hears it. */
    ClientRequest heard(RequestHead other) {
        return new ClientRequest(other, body, whenGone);
    }

    /** The same, as if it had arrived at another position of the purge log. */
    ClientRequest at(Fence position) {
        return new ClientRequest(head.at(position), body, whenGone);
    }

    /** The same, its content looked at and perhaps arrived. */
    ClientRequest with(Body other) {
        return new ClientRequest(head, other, whenGone);
    }
}
