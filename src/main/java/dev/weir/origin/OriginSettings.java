package dev.weir.origin;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One origin.
 *
 * @param servers scheme, host and port of each; no path; all of one scheme
 * @param maxConcurrent most requests to it at once, however well it does
 * @param refreshBudget most requests a second that this process sends while nobody waits for them
 */
public record OriginSettings(
        String name,
        List<URI> servers,
        Link link,
        Times times,
        ResilienceSettings resilience,
        int maxConcurrent,
        Overload overload,
        int refreshBudget) {
    /**
     * How long is waited for what.
     *
     * @param connect for a connection, TLS included
     * @param head from sending the request, content included, to the response head; interim responses do not count
     * @param idle between two pieces of the response's content, while somebody wants to read on
     * @param total from sending to the end of the response's content, whoever is slow; null for no limit
     */
    public record Times(
            Duration connect,
            Duration head,
            Duration idle,
            @Nullable Duration total) {
        /** Longest wait for a connection where the operator says nothing of it. */
        public static final Duration CONNECT = Duration.ofSeconds(3);

        /** The shorter one of those for the response head. */
        Duration untilHead() {
            return total != null && total.compareTo(head) < 0 ? total : head;
        }

        /** @param taken until the response head was in */
        ArrivingContent.Patience patience(Duration taken) {
            return new ArrivingContent.Patience(idle, total == null ? null : total.minus(taken));
        }

        /** With the usual limit for connecting. */
        public static Times of(Duration timeout) {
            return new Times(timeout.compareTo(CONNECT) < 0 ? timeout : CONNECT, timeout, timeout, null);
        }
    }

    /** Which version of HTTP is spoken. */
    public enum Protocol {
        /** HTTP/2 where TLS agrees on it (ALPN), else HTTP/1.1. */
        AUTO,
        HTTP_1,
        /** By ALPN, or without TLS at once: prior knowledge (RFC 9113 §3.3). */
        HTTP_2
    }

    /**
     * How a server is found and connected to.
     *
     * @param keepAlive a connection without a request for so long is closed
     */
    public record Link(Protocol protocol, Tls tls, Duration keepAlive, Dns dns) {
        public static final Link STANDARD = new Link(Protocol.AUTO, Tls.SYSTEM, Duration.ofSeconds(60), Dns.STANDARD);
    }

    /**
     * How names of servers are followed.
     *
     * @param refresh between two questions
     * @param servers that are asked, as {@code address:port}; empty for those of the machine
     */
    public record Dns(Duration refresh, List<String> servers) {
        public static final Dns STANDARD = new Dns(Duration.ofSeconds(30), List.of());
    }

    /**
     * What an {@code https} server must show, and is shown; PEM files, empty where there is none.
     *
     * @param authority trusted to sign the server's certificate; empty for those that the Java runtime trusts
     * @param certificate shown to a server that asks for one
     * @param key of that certificate
     * @param serverName asked for (SNI) and expected in the certificate; empty for the host of the address
     * @param verify off takes whatever certificate
     */
    public record Tls(String authority, String certificate, String key, String serverName, boolean verify) {
        public static final Tls SYSTEM = new Tls("", "", "", "", true);
    }

    /**
     * What happens to requests beyond what the origin takes.
     *
     * @param adaptive the limit follows how fast the origin answers, up to {@code maxConcurrent}
     * @param queue most requests that wait for their turn; the next is refused at once
     * @param queueTimeout longest wait for a turn
     */
    public record Overload(boolean adaptive, int queue, Duration queueTimeout) {
        public static final Overload STANDARD = new Overload(true, 1000, Duration.ofSeconds(2));
    }

    /** With a limit that is fixed. */
    public OriginSettings(String name, URI server, Duration timeout, int maxConcurrent) {
        this(name, server, timeout, maxConcurrent, new Overload(false, 1000, timeout));
    }

    /** With the usual budget. */
    public OriginSettings(String name, URI server, Duration timeout, int maxConcurrent, Overload overload) {
        this(name, server, timeout, maxConcurrent, overload, usualRefreshBudget(maxConcurrent));
    }

    /** One server, and all else as usual. */
    public OriginSettings(
            String name, URI server, Duration timeout, int maxConcurrent, Overload overload, int refreshBudget) {
        this(
                name,
                List.of(server),
                Link.STANDARD,
                Times.of(timeout),
                ResilienceSettings.STANDARD,
                maxConcurrent,
                overload,
                refreshBudget);
    }

    /** Where the operator names none. */
    public static int usualRefreshBudget(int maxConcurrent) {
        return Math.max(1, maxConcurrent / 2);
    }

    /** The first of its servers. */
    public URI server() {
        return servers.getFirst();
    }

    /** The same origin, found to listen there. */
    public OriginSettings at(URI address) {
        return new OriginSettings(
                name, List.of(address), link, times, resilience, maxConcurrent, overload, refreshBudget);
    }
}
