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
        String host, int port, @Nullable TlsSettings tls, Limits limits, Peers peers) {
    /**
     * How connections are spoken on, and what a client may take.
     *
     * @param http2 null where only HTTP/1 is spoken
     */
    public record Limits(@Nullable Http2 http2, Times times, Heads heads, Crowd crowd, Leaving leaving) {
        public static final Limits STANDARD =
                new Limits(Http2.STANDARD, Times.STANDARD, Heads.STANDARD, Crowd.STANDARD, Leaving.STANDARD);

        /** The same, but for what the library need not know. */
        Limits heeding(Limits other) {
            return new Limits(
                    http2,
                    new Times(times.idle(), other.times().head(), other.times().content()),
                    new Heads(
                            heads.bytes(), other.heads().fields(), other.heads().target()),
                    other.crowd(),
                    new Leaving(other.leaving().delay(), other.leaving().limit(), leaving.sharesPort()));
        }
    }

    /**
     * How HTTP/2 is spoken: over TLS by ALPN, in clear text with a client that begins with it.
     *
     * @param streams most requests of one connection at once
     * @param window most bytes of one request's content that are under way unread; four times that for the connection
     * @param resets most streams in half a minute that a connection resets, or makes the gateway reset
     * @param controlFrames most frames in ten seconds that carry no request: PING, SETTINGS, PRIORITY, unknown ones
     */
    public record Http2(int streams, int window, int resets, int controlFrames) {
        public static final Http2 STANDARD = new Http2(100, 256 << 10, 200, 1000);
    }

    /**
     * How long clients may take.
     *
     * @param idle a connection without traffic for so long is closed
     * @param head from the first byte of a request's head to its last; also for a TLS handshake
     * @param content longest time in which less than 1 KiB of a request's content arrives, while the gateway reads it
     */
    public record Times(Duration idle, Duration head, Duration content) {
        public static final Times STANDARD =
                new Times(Duration.ofSeconds(75), Duration.ofSeconds(10), Duration.ofSeconds(30));
    }

    /**
     * How much a request's head may be.
     *
     * @param bytes of all of it
     * @param fields lines of it
     * @param target characters of path and query
     */
    public record Heads(int bytes, int fields, int target) {
        public static final Heads STANDARD = new Heads(16 << 10, 100, 8 << 10);
    }

    /**
     * How many may come at once; {@link #ALL} is no limit.
     *
     * @param requests that wait for their answer
     */
    public record Crowd(int connections, int perAddress, int requests) {
        public static final int ALL = Integer.MAX_VALUE;
        public static final Crowd STANDARD = new Crowd(100_000, ALL, 20_000);
    }

    /**
     * How the gateway ends.
     *
     * @param delay from not being ready to letting nobody in, so that who balances the load notices
     * @param limit for those who are being answered then
     * @param sharesPort whether another process may listen beside it, so that the next is there before this one goes
     */
    public record Leaving(Duration delay, Duration limit, boolean sharesPort) {
        public static final Leaving STANDARD = new Leaving(Duration.ZERO, Duration.ofSeconds(20), false);

        public Duration longest() {
            return delay.plus(limit);
        }
    }

    /**
     * What depends on who connects.
     *
     * @param purgeFrom from which addresses {@code PURGE} is taken
     * @param forwarded what is believed, and told, of where requests come from
     * @param proxies who has to say, by the PROXY protocol, whose connection it passes on
     */
    public record Peers(List<AddressRange> purgeFrom, ForwardedSettings forwarded, List<AddressRange> proxies) {
        /** Nobody is trusted. */
        public static final Peers STANDARD = new Peers(List.of(), ForwardedSettings.STANDARD, List.of());
    }

    /** The same, on another port. */
    public ListenSettings on(int otherPort) {
        return new ListenSettings(host, otherPort, tls, limits, peers);
    }

    /** The same, but for what can be another while it listens, which is taken from other settings. */
    public ListenSettings heeding(ListenSettings other) {
        TlsSettings greeting =
                tls == null || other.tls() == null ? tls : other.tls().on(tls.port());
        return new ListenSettings(host, port, greeting, limits.heeding(other.limits()), other.peers());
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
