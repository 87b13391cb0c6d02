package dev.weir.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.testing.Async;
import dev.weir.testing.Certificates;
import dev.weir.testing.Gateway;
import dev.weir.testing.ScriptedOrigin;
import dev.weir.testing.TlsConnection;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that speak TLS: which certificate they get, and what is spoken within. */
class TlsTest {
    private static Path made = Path.of("");

    private Path files = Path.of("");
    private ScriptedOrigin origin;

    @BeforeAll
    static void make(@TempDir Path directory) {
        made = directory;
        Certificates.selfSigned(made, "first", "first.example");
        Certificates.selfSigned(made, "second", "*.second.example");
        Certificates.selfSigned(made, "renewed", "first.example");
    }

    @BeforeEach
    void start(@TempDir Path directory) throws IOException {
        files = directory;
        origin = new ScriptedOrigin();
        for (String name : new String[] {"first", "second"}) {
            install(name, name);
        }
    }

    @AfterEach
    void stop() {
        origin.close();
    }

    private void install(String from, String to) throws IOException {
        for (String kind : new String[] {".crt", ".key"}) {
            Files.copy(made.resolve(from + kind), files.resolve(to + kind), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private Gateway gateway(String tls) {
        return Gateway.of(yaml(tls));
    }

    private String yaml(String tls) {
        return """
                listen: { port: 0, tls: { port: 0, %s, certificates: [
                  { cert: "%s/first.crt", key: "%s/first.key" },
                  { cert: "%s/second.crt", key: "%s/second.key" } ] } }
                admin: { port: 0 }
                redis: { topology: none }
                origins: { origin: { servers: [ "%s" ] } }
                routes: [ { name: all, match: { path: "/**" }, origin: origin } ]
                """.formatted(tls, files, files, files, files, origin.address());
    }

    @ParameterizedTest
    @CsvSource({
        "first.example, first",
        "FIRST.example, first",
        "any.second.example, second",
        "a.b.second.example, first",
        "second.example, first",
        "unknown.example, first",
        ", first"
    })
    void certificate_isChosenByTheHostThatTheClientNames(String host, String expected) {
        try (Gateway gateway = gateway("min-version: TLSv1.2");
                TlsConnection client = TlsConnection.naming(gateway.tlsPort(), host)) {
            assertThat(client.certificate()).startsWith("CN=" + expected + "-");
        }
    }

    @Test
    void hosts_ofTheConfiguration_replaceThoseOfTheCertificate() {
        try (Gateway gateway = Gateway.of("""
                        listen: { port: 0, tls: { certificates: [
                          { cert: "%s/first.crt", key: "%s/first.key" },
                          { cert: "%s/second.crt", key: "%s/second.key", hosts: [ other.example ] } ] } }
                        admin: { port: 0 }
                        redis: { topology: none }
                        origins: { origin: { servers: [ "%s" ] } }
                        routes: [ { name: all, match: { path: "/**" }, origin: origin } ]
                        """.formatted(files, files, files, files, origin.address()));
                TlsConnection other = TlsConnection.naming(gateway.tlsPort(), "other.example");
                TlsConnection named = TlsConnection.naming(gateway.tlsPort(), "a.second.example")) {
            assertThat(other.certificate()).startsWith("CN=second-");
            assertThat(named.certificate()).startsWith("CN=first-");
            assertThat(gateway.port()).as("a port of clear text").isZero();
        }
    }

    @Test
    void replacedFiles_areForNewConnections_andOldOnesGoOn() throws IOException {
        try (Gateway gateway = gateway("reload-interval: 20ms");
                TlsConnection before = TlsConnection.naming(gateway.tlsPort(), "first.example")) {
            assertThat(before.get("/1")).contains("200");
            install("renewed", "first");
            Async.until(() -> gateway.samples("weir_tls_reloads_total", "loaded") == 1, "the new certificate");

            try (TlsConnection after = TlsConnection.naming(gateway.tlsPort(), "first.example")) {
                assertThat(after.certificate()).startsWith("CN=renewed-");
                assertThat(after.get("/2")).contains("200");
                assertThat(before.get("/3")).contains("200");
            }
        }
    }

    @Test
    void otherFiles_ofAConfigurationThatIsReadAgain_areForNewConnections_andOldOnesGoOn() throws IOException {
        install("renewed", "renewed");
        Path file = files.resolve("weir.yaml");
        Files.writeString(file, yaml("min-version: TLSv1.2"));
        try (Gateway gateway = Gateway.reading(file);
                TlsConnection before = TlsConnection.naming(gateway.tlsPort(), "first.example")) {
            assertThat(before.get("/1")).contains("200");
            Files.writeString(file, yaml("min-version: TLSv1.2").replace("/first.", "/renewed."));
            gateway.awaitMeter("weir_config_reloads_total", 1);

            try (TlsConnection after = TlsConnection.naming(gateway.tlsPort(), "first.example")) {
                assertThat(after.certificate()).startsWith("CN=renewed-");
                assertThat(before.get("/2")).contains("200");
            }
            Files.copy(made.resolve("second.key"), files.resolve("wrong.key"), StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(file, yaml("min-version: TLSv1.2").replace("/first.key", "/wrong.key"));
            gateway.awaitMeter("weir_config_reloads_total", 2);
            assertThat(gateway.samples("weir_config_reloads_total", "failed")).isEqualTo(1);
            try (TlsConnection still = TlsConnection.naming(gateway.tlsPort(), "first.example")) {
                assertThat(still.certificate()).startsWith("CN=renewed-");
            }
        }
    }

    @Test
    void replacedFiles_thatDoNotMatch_changeNothing() throws IOException {
        try (Gateway gateway = gateway("reload-interval: 20ms")) {
            Files.copy(made.resolve("renewed.crt"), files.resolve("first.crt"), StandardCopyOption.REPLACE_EXISTING);
            Async.until(
                    () -> gateway.samples("weir_tls_reloads_total", "refused") == 1,
                    "the refusal of the new certificate");

            try (TlsConnection client = TlsConnection.naming(gateway.tlsPort(), "first.example")) {
                assertThat(client.certificate()).startsWith("CN=first-");
            }
            assertThat(gateway.meter("weir_tls_expiry")).isBetween(29 * 86_400.0, 30 * 86_400.0);
        }
    }

    @Test
    void keyOfAnotherCertificate_isRefusedAtTheStart_byName() throws IOException {
        Files.copy(made.resolve("second.key"), files.resolve("first.key"), StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> gateway("min-version: TLSv1.2").close())
                .hasMessageContaining(files.resolve("first.key").toString())
                .hasMessageContaining("expected: the key of " + files.resolve("first.crt"));
    }

    @Test
    void fileThatIsNoKey_isRefusedAtTheStart_byName() throws IOException {
        Files.write(files.resolve("second.key"), "no key".getBytes(ISO_8859_1));

        assertThatThrownBy(() -> gateway("min-version: TLSv1.2").close())
                .hasMessageContaining(files.resolve("second.key").toString());
    }

    @Test
    void versionsBelowTheLeast_areRefused() {
        try (Gateway gateway = gateway("min-version: TLSv1.3");
                TlsConnection current = TlsConnection.speaking(gateway.tlsPort(), "TLSv1.3")) {
            assertThat(current.get("/")).contains("200");
            assertThatThrownBy(() -> TlsConnection.speaking(gateway.tlsPort(), "TLSv1.2"))
                    .hasMessageContaining("protocol_version");
        }
    }

    @Test
    void ciphers_areThoseWritten() {
        try (Gateway gateway = gateway("ciphers: [ TLS_AES_256_GCM_SHA384 ]");
                TlsConnection client = TlsConnection.naming(gateway.tlsPort(), null)) {
            assertThat(client.cipher()).isEqualTo("TLS_AES_256_GCM_SHA384");
        }
    }

    /** What came over TLS is another resource than what did not (RFC 9110 §4.2.2). */
    @Test
    void http2_isChosenByAlpn_andTheSchemeIsOfTheKey() {
        origin.alwaysAnswer(request ->
                request.response().putHeader("cache-control", "max-age=60").end("hello"));
        try (Gateway gateway = gateway("min-version: TLSv1.2")) {
            gateway.get("/page", "host", "first.example");
            HttpClient client = gateway.vertx()
                    .createHttpClient(new HttpClientOptions()
                            .setSsl(true)
                            .setUseAlpn(true)
                            .setTrustAll(true)
                            .setVerifyHost(false)
                            .setProtocolVersion(HttpVersion.HTTP_2));
            RequestOptions page = new RequestOptions()
                    .setMethod(HttpMethod.GET)
                    .setHost("127.0.0.1")
                    .setPort(gateway.tlsPort())
                    .setURI("/page");
            HttpVersion version = Async.await(
                    client.request(page).compose(request -> request.send().map(response -> response.version())));

            assertThat(version).isEqualTo(HttpVersion.HTTP_2);
            assertThat(origin.count()).isEqualTo(2);
        }
    }
}
