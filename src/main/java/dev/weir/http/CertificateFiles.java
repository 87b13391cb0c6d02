package dev.weir.http;

import dev.weir.http.TlsSettings.Pair;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/** Reads certificates and keys from their files, and refuses what no handshake could be made with. Blocks. */
final class CertificateFiles {
    private static final byte[] SAMPLE = {'w', 'e', 'i', 'r'};
    private static final int DNS_NAME = 2;

    private final Vertx vertx;

    CertificateFiles(Vertx vertx) {
        this.vertx = vertx;
    }

    /** @throws BadCertificate if one of them cannot be used, naming its file */
    Certificates read(List<Pair> pairs) throws BadCertificate {
        List<Certificates.Entry> entries = new ArrayList<>();
        for (Pair pair : pairs) {
            entries.add(entry(pair));
        }
        return new Certificates(entries);
    }

    private Certificates.Entry entry(Pair pair) throws BadCertificate {
        X509KeyManager keys = keys(pair, bytes(pair.certificate()), bytes(pair.key()));
        for (String type : List.of("EC", "RSA", "EdDSA", "DSA")) {
            String[] aliases = keys.getServerAliases(type, null);
            if (aliases != null && aliases.length > 0) {
                PrivateKey key = keys.getPrivateKey(aliases[0]);
                List<X509Certificate> chain = List.of(keys.getCertificateChain(aliases[0]));
                requireMatch(pair, chain.get(0).getPublicKey(), key);
                return new Certificates.Entry(hosts(pair, chain.get(0)), chain, key);
            }
        }
        throw new BadCertificate(
                pair.certificate() + ": no certificate of a kind that TLS knows (expected: EC or RSA)");
    }

    private static Buffer bytes(String file) throws BadCertificate {
        try {
            return Buffer.buffer(Files.readAllBytes(Path.of(file)));
        } catch (IOException unreadable) {
            throw new BadCertificate(file + ": cannot be read (expected: a PEM file)", unreadable);
        }
    }

    /** The library knows the forms that keys come in; it names no file when it knows one not. */
    private X509KeyManager keys(Pair pair, Buffer certificate, Buffer key) throws BadCertificate {
        PemKeyCertOptions pem =
                new PemKeyCertOptions().setCertValue(certificate).setKeyValue(key);
        try {
            for (KeyManager manager : pem.getKeyManagerFactory(vertx).getKeyManagers()) {
                if (manager instanceof X509KeyManager keys) {
                    return keys;
                }
            }
        } catch (Exception malformed) {
            throw new BadCertificate(
                    pair.certificate() + ", " + pair.key() + ": " + malformed.getMessage()
                            + " (expected: a certificate in PEM and its key in PEM, without a password)",
                    malformed);
        }
        throw new IllegalStateException("a key manager of another kind");
    }

    private static void requireMatch(Pair pair, PublicKey certified, PrivateKey key) throws BadCertificate {
        try {
            Signature signing = Signature.getInstance(algorithm(certified));
            signing.initSign(key);
            signing.update(SAMPLE);
            byte[] signature = signing.sign();
            signing.initVerify(certified);
            signing.update(SAMPLE);
            if (signing.verify(signature)) {
                return;
            }
        } catch (GeneralSecurityException otherKind) {
            throw new BadCertificate(mismatch(pair), otherKind);
        }
        throw new BadCertificate(mismatch(pair));
    }

    private static String algorithm(PublicKey key) {
        return switch (key.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "EdDSA" -> "EdDSA";
            default -> "SHA256with" + key.getAlgorithm();
        };
    }

    private static String mismatch(Pair pair) {
        return pair.key() + ": another key than that of the certificate (expected: the key of " + pair.certificate()
                + ")";
    }

    private static List<String> hosts(Pair pair, X509Certificate certificate) throws BadCertificate {
        if (!pair.hosts().isEmpty()) {
            return pair.hosts();
        }
        try {
            Stream<List<?>> alternatives = certificate.getSubjectAlternativeNames() == null
                    ? Stream.of()
                    : certificate.getSubjectAlternativeNames().stream();
            List<String> names = alternatives
                    .filter(name -> name.get(0).equals(DNS_NAME))
                    .map(name -> String.valueOf(name.get(1)).toLowerCase(Locale.ROOT))
                    .toList();
            return names.isEmpty() ? commonNames(certificate) : names;
        } catch (GeneralSecurityException | InvalidNameException malformed) {
            throw new BadCertificate(pair.certificate() + ": names that cannot be read", malformed);
        }
    }

    private static List<String> commonNames(X509Certificate certificate) throws InvalidNameException {
        return new LdapName(certificate.getSubjectX500Principal().getName())
                .getRdns().stream()
                        .filter(part -> part.getType().equalsIgnoreCase("cn"))
                        .map(Rdn::getValue)
                        .map(name -> String.valueOf(name).toLowerCase(Locale.ROOT))
                        .toList();
    }
}
