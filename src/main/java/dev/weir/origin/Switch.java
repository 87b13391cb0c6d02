package dev.weir.origin;

import dev.weir.message.ResponseHead;
import io.vertx.core.net.NetSocket;

/** What an origin made of a request for another protocol (RFC 9110 §7.8). */
public sealed interface Switch {
    /**
     * It speaks the other protocol from now on.
     *
     * @param socket paused, of nobody else, and to be closed by who reads it; on the context of the request
     */
    record Switched(ResponseHead head, NetSocket socket) implements Switch {}

    /** It goes on in HTTP, with this. */
    record Answered(OriginResponse response) implements Switch {}
}
