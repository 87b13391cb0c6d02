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

    /** The authority's own certificate. */
    public String authority() {
        return file(authority + ".crt");
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
        try (InputStream in = Files.newInputStream(store())) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            byte[] encoded = keys.getKey(name, PASSWORD.toCharArray()).getEncoded();
            String lines = Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(encoded);
            return "-----BEGIN PRIVATE KEY-----\n" + lines + "\n-----END PRIVATE KEY-----\n";
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
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
