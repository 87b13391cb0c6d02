package dev.weir.http;

import java.time.Duration;

/**
 * Where clients connect.
 *
 * @param port 0 takes a free one
 * @param idleTimeout a connection without traffic for so long is closed
 * @param maxHeaderBytes most bytes of a request's head
 */
public record ListenSettings(String host, int port, Duration idleTimeout, int maxHeaderBytes) {
    /** The same, on another port. */
    public ListenSettings on(int otherPort) {
        return new ListenSettings(host, otherPort, idleTimeout, maxHeaderBytes);
    }
}
