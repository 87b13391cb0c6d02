package dev.weir.http;

import dev.weir.notation.AddressRange;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where clients connect, and how they are spoken to.
 *
 * @param port 0 takes a free one
 * @param tls null where clients are spoken to in clear text alone
 */
public record ListenSettings(
        String host, int port, @Nullable TlsSettings tls, Protocol protocol, Peers peers) {
    /**
     * How connections are spoken on.
     *
     * @param http2 whether HTTP/2 is spoken, too: over TLS by ALPN, in clear text with a client that begins with it
     * @param idleTimeout a connection without traffic for so long is closed
     * @param maxHeaderBytes most bytes of a request's head
     */
    public record Protocol(boolean http2, Duration idleTimeout, int maxHeaderBytes) {
        public static final Protocol STANDARD = new Protocol(true, Duration.ofSeconds(75), 16 << 10);
    }

    /**
     * What depends on who connects.
     *
     * @param purgeFrom from which addresses {@code PURGE} is taken
     * @param forwarded what is believed, and told, of where requests come from
     */
    public record Peers(List<AddressRange> purgeFrom, ForwardedSettings forwarded) {
        /** Nobody is trusted. */
        public static final Peers STANDARD = new Peers(List.of(), ForwardedSettings.STANDARD);
    }

    /** The same, on another port. */
    public ListenSettings on(int otherPort) {
        return new ListenSettings(host, otherPort, tls, protocol, peers);
    }

    /** Those written; 0 for a free one. */
    public Set<Integer> ports() {
        return tls == null || tls.port() == null ? Set.of(port) : new HashSet<>(List.of(port, tls.port()));
    }

    /** Whether there is a port that speaks clear text. */
    public boolean hasPlainPort() {
        return tls == null || tls.port() != null;
    }
}
