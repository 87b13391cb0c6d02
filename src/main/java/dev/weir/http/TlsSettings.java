package dev.weir.http;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How clients are spoken to over TLS.
 *
 * @param port of TLS beside the port of clear text, 0 for a free one; null where the only port speaks TLS
 * @param certificates the first one is for clients that name no host, or one that none of them is for
 * @param ciphers suites by their standard names; empty leaves them to the JDK
 * @param reloadInterval how often the files are looked at
 */
public record TlsSettings(
        @Nullable Integer port,
        List<Pair> certificates,
        Version minVersion,
        List<String> ciphers,
        Duration reloadInterval) {
    /** Versions of the protocol that may be spoken; older ones are broken (RFC 8996). */
    public enum Version {
        TLS_1_2,
        TLS_1_3
    }

    /**
     * A certificate with those that vouch for it, and its key, as PEM files.
     *
     * @param hosts for whom it is, a leading {@code *.} for all names one level below; empty takes those it names itself
     */
    public record Pair(String certificate, String key, List<String> hosts) {}

    TlsSettings on(@Nullable Integer otherPort) {
        return new TlsSettings(otherPort, certificates, minVersion, ciphers, reloadInterval);
    }

    /** Where it listens, next to or in place of the port that is written without TLS. */
    int portBeside(int onlyPort) {
        return port == null ? onlyPort : port;
    }
}
