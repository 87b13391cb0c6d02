package dev.weir.exchange;

import io.vertx.core.net.NetSocket;
import java.time.Duration;

/**
 * What a connection becomes when client and origin have left HTTP for another protocol: bytes both ways, of which nothing is
 * read or kept.
 *
 * @param origin paused; whoever has the tunnel closes it
 * @param quiet longest time in which neither side sends anything
 */
public record Tunnel(NetSocket origin, Duration quiet) {
    /** The client is gone already. */
    public void abandon() {
        origin.close();
    }
}
