package dev.weir.config;

import dev.weir.http.TlsSettings;
import dev.weir.http.TlsSettings.Pair;
import dev.weir.http.TlsSettings.Version;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** {@code listen.tls}: certificates, and what is spoken with them. Without a certificate its port is not opened. */
final class TlsSection {
    private static final Form<Version> VERSION =
            Choices.of("TLSv1.2 or TLSv1.3", Map.of("TLSv1.2", Version.TLS_1_2, "TLSv1.3", Version.TLS_1_3));
    private static final Set<String> SUITES = suites();
    private static final Form<String> CIPHER = Form.of(
            "a cipher suite that this JDK knows, such as TLS_AES_128_GCM_SHA256",
            name -> Optional.of(name).filter(SUITES::contains));

    private TlsSection() {}

    /** @param taken the port of clear text, if there is one beside it */
    static @Nullable TlsSettings read(Value section, int taken) {
        return section.isAbsent() ? null : section.section(tls -> present(tls, taken));
    }

    private static @Nullable TlsSettings present(Section tls, int taken) {
        Optional<Integer> port = tls.find("port", Numbers.PORT);
        port.filter(chosen -> chosen != 0 && chosen == taken)
                .ifPresent(chosen -> tls.at("port")
                        .report(
                                chosen.toString(),
                                "another port than listen.port, or no key: then that one speaks TLS"));
        List<Pair> certificates = tls.at("certificates").items().stream()
                .map(item -> item.section(TlsSection::pair))
                .filter(pair -> !pair.certificate().isEmpty() && !pair.key().isEmpty())
                .toList();
        if (certificates.isEmpty() && port.isEmpty() && tls.self().isSound()) {
            tls.at("certificates").report("no certificate", "at least one, for there is no port of clear text");
        }
        TlsSettings settings = new TlsSettings(
                port.orElse(null),
                certificates,
                tls.get("min-version", VERSION, Version.TLS_1_2),
                tls.list("ciphers", CIPHER),
                tls.get("reload-interval", Durations.WAIT, Duration.ofSeconds(10)));
        return certificates.isEmpty() ? null : settings;
    }

    /** Two empty names are no certificate: they may come from the environment. */
    private static Pair pair(Section pair) {
        Pair files = new Pair(
                pair.require("cert", LocalFiles.PEM, ""),
                pair.require("key", LocalFiles.PEM, ""),
                pair.list("hosts", Addresses.ROUTE_HOST));
        if (files.certificate().isEmpty() != files.key().isEmpty()
                && pair.self().isSound()) {
            pair.self().report("one of cert and key", "both, or neither");
        }
        return files;
    }

    private static Set<String> suites() {
        try {
            return Set.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
