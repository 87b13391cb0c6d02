package dev.weir.http;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Certificates and keys as they stood in their files at one moment; chooses for each handshake by the host that the client
 * names (RFC 6066 §3), within those by the kind of key that both sides know.
 *
 * <p>Chosen here and not by a TLS context a host: clients may name as many hosts as they like, and contexts cost memory.
 * Immutable; called by any thread.
 */
final class Certificates extends X509ExtendedKeyManager {
    /**
     * One of them.
     *
     * @param hosts in lower case, whom it is for
     * @param chain itself first
     */
    record Entry(List<String> hosts, List<X509Certificate> chain, PrivateKey key) {
        X509Certificate own() {
            return chain.get(0);
        }

        private boolean isFor(String host) {
            int dot = host.indexOf('.');
            return hosts.contains(host) || (dot > 0 && hosts.contains("*" + host.substring(dot)));
        }
    }

    private final List<Entry> entries;

    /** @param entries at least one */
    Certificates(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** When the first of them is no longer valid. */
    Instant expiry() {
        return entries.stream()
                .map(entry -> entry.own().getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /** Whether these are the same certificates in the same order; then their keys are, too. */
    boolean sameAs(@Nullable Certificates other) {
        return other != null
                && chains().toList().equals(other.chains().toList())
                && entries.stream()
                        .map(Entry::hosts)
                        .toList()
                        .equals(other.entries.stream().map(Entry::hosts).toList());
    }

    private Stream<List<X509Certificate>> chains() {
        return entries.stream().map(Entry::chain);
    }

    @Override
    public @Nullable String chooseEngineServerAlias(String keyType, Principal @Nullable [] issuers, SSLEngine engine) {
        String host = indicated(engine);
        int[] fitting = IntStream.range(0, entries.size())
                .filter(i -> host != null && entries.get(i).isFor(host))
                .toArray();
        return Arrays.stream(fitting.length == 0 ? new int[] {0} : fitting)
                .filter(i -> entries.get(i).own().getPublicKey().getAlgorithm().equals(keyType))
                .mapToObj(Integer::toString)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String indicated(SSLEngine engine) {
        return engine.getHandshakeSession() instanceof ExtendedSSLSession session
                ? session.getRequestedServerNames().stream()
                        .filter(SNIHostName.class::isInstance)
                        .map(name -> ((SNIHostName) name).getAsciiName().toLowerCase(Locale.ROOT))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return entry(alias)
                .map(entry -> entry.chain().toArray(X509Certificate[]::new))
                .orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        return entry(alias).map(Entry::key).orElse(null);
    }

    private Optional<Entry> entry(String alias) {
        return IntStream.range(0, entries.size())
                .filter(i -> Integer.toString(i).equals(alias))
                .mapToObj(entries::get)
                .findFirst();
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        return IntStream.range(0, entries.size())
                .filter(i -> entries.get(i).own().getPublicKey().getAlgorithm().equals(keyType))
                .mapToObj(Integer::toString)
                .toArray(String[]::new);
    }

    /** There is no handshake without an engine here. */
    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
