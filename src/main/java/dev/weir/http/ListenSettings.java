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
 * @param forwarded what is believed, and told, of where requests come from
 */
public record ListenSettings(
        String host,
        int port,
        Duration idleTimeout,
        int maxHeaderBytes,
        List<AddressRange> purgeFrom,
        ForwardedSettings forwarded) {
    /** Believing nobody. */
    public ListenSettings(
            String host, int port, Duration idleTimeout, int maxHeaderBytes, List<AddressRange> purgeFrom) {
        this(host, port, idleTimeout, maxHeaderBytes, purgeFrom, ForwardedSettings.STANDARD);
    }

    /** The same, on another port. */
    public ListenSettings on(int otherPort) {
        return new ListenSettings(host, otherPort, idleTimeout, maxHeaderBytes, purgeFrom, forwarded);
    }
}
