package dev.weir.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority and what it signs, as PEM files, made by the JDK's keytool. */
public final class Certificates {
    private static final String PASSWORD = "changeit";

    private final Path directory;
    private final String authority;

    /** @param authority a name, and the start of the file names */
    public Certificates(Path directory, String authority) {
        this.directory = directory;
        this.authority = authority;
        keytool("-genkeypair", "-alias", authority, "-dname", "CN=" + authority, "-ext", "bc:c");
        write(authority + ".crt", keytool("-exportcert", "-rfc", "-alias", authority));
    }

    /** One that vouches for itself, with its key, as {@code <name>.crt} and {@code <name>.key}; older ones are replaced. */
    public static void selfSigned(Path directory, String name, String host) {
        Certificates own = new Certificates(directory, name + "-" + System.nanoTime(), host);
        own.write(name + ".crt", own.certificateText());
        own.write(name + ".key", own.key(own.authority));
    }

    /** The authority's own certificate. */
    public String authority() {
        return file(authority + ".crt");
    }

    private Certificates(Path directory, String alias, String host) {
        this.directory = directory;
        this.authority = alias;
        keytool("-genkeypair", "-alias", alias, "-dname", "CN=" + alias, "-ext", "san=DNS:" + host);
    }

    private String certificateText() {
        try {
            return pem("CERTIFICATE", keys().getCertificate(authority).getEncoded());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param alternative such as {@code IP:127.0.0.1} or {@code DNS:other.example} */
    public void issue(String name, String alternative) {
        keytool("-genkeypair", "-alias", name, "-dname", "CN=" + name);
        write(name + ".csr", keytool("-certreq", "-alias", name));
        write(
                name + ".crt",
                keytool(
                        "-gencert",
                        "-rfc",
                        "-alias",
                        authority,
                        "-ext",
                        "san=" + alternative,
                        "-infile",
                        file(name + ".csr")));
        write(name + ".key", key(name));
    }

    public String certificate(String name) {
        return file(name + ".crt");
    }

    public String keyFile(String name) {
        return file(name + ".key");
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    private void write(String name, String text) {
        try {
            Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String key(String name) {
        try {
            return pem(
                    "PRIVATE KEY", keys().getKey(name, PASSWORD.toCharArray()).getEncoded());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private KeyStore keys() throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(store())) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return keys;
        }
    }

    private static String pem(String what, byte[] encoded) {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(encoded);
        return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
    }

    private Path store() {
        return directory.resolve(authority + ".p12");
    }

    private String keytool(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store().toString(), "-storepass", PASSWORD, "-storetype", "PKCS12"));
        if (arguments[0].equals("-genkeypair")) {
            command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30"));
        }
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), US_ASCII);
            if (process.onExit().join().exitValue() != 0) {
                throw new IllegalStateException(command + ": " + output);
            }
            return output;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
