package dev.weir.http;

import io.netty.channel.ChannelHandler;

/** A part of a connection's pipeline that can tell whether a client is in the middle of something, and for how long. */
interface Progress extends ChannelHandler {
    /** Whether something has begun that only more bytes of the client can end: a head, a frame, a first word. */
    boolean isWithin();

    /** Rises whenever such a thing has ended. */
    long ended();
}
