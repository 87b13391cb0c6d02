package dev.weir.http;

import dev.weir.notation.AddressRange;
import java.time.Duration;
import java.util.List;

/**
 * Where clients connect.
 *
 * @param port 0 takes a free one
 * @param idleTimeout a connection without traffic for so long is closed
 * @param maxHeaderBytes most bytes of a request's head
 * @param purgeFrom from which addresses {@code PURGE} is taken
 */
public record ListenSettings(
        String host, int port, Duration idleTimeout, int maxHeaderBytes, List<AddressRange> purgeFrom) {
    /** The same, on another port. */
    public ListenSettings on(int otherPort) {
        return new ListenSettings(host, otherPort, idleTimeout, maxHeaderBytes, purgeFrom);
    }
}
