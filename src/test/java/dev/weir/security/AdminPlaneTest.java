package dev.weir.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Gateway;
import dev.weir.testing.RawConnection;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets at the operator's plane, and what a browser may do with its pages. */
class AdminPlaneTest {
    private static final String TOKEN = "s3cret-token-of-the-operator";
    private static final List<String> PATHS = List.of("/", "/metrics", "/v1/status", "/v1/hot", "/openapi.yaml");

    private static Gateway guarded;
    private static Gateway open;

    @BeforeAll
    static void start() {
        guarded = Gateway.of(config("admin: { port: 0, token: " + TOKEN + ", hosts: [ Admin.Internal ] }"));
        open = Gateway.of(config("admin: { port: 0 }"));
    }

    @AfterAll
    static void stop() {
        guarded.close();
        open.close();
    }

    /** Every path on the port for clients leads to an origin that is not there. */
    private static String config(String admin) {
        return admin + """

                listen: { port: 0 }
                redis: { topology: none }
                event-loops: 1
                origins: { nowhere: { servers: [ "http://127.0.0.1:1" ] } }
                routes: [ { name: all, match: { path: "/**" }, origin: nowhere, cache: off } ]
                """;
    }

    private static String ask(int port, String line, String... fields) {
        String head = line + " HTTP/1.1|" + String.join("|", fields) + "|Connection: close||";
        try (RawConnection client = new RawConnection(port)) {
            return client.send(head).readToEnd();
        }
    }

    private static String status(String answer) {
        return answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length());
    }

    private static String bearer(String token) {
        return "Authorization: Bearer " + token;
    }

    @Test
    void theRightToken_isLetIn() {
        for (String path : PATHS) {
            assertThat(status(ask(guarded.adminPort(), "GET " + path, "Host: localhost", bearer(TOKEN))))
                    .isEqualTo("200");
        }
    }

    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(
            strings = {
                "X: y",
                "Authorization: ",
                "Authorization: Bearer",
                "Authorization: Bearer s",
                "Authorization: Bearer s3cret-token-of-the-operato",
                "Authorization: Bearer s3cret-token-of-the-operator2",
                "Authorization: Bearer S3CRET-TOKEN-OF-THE-OPERATOR",
                "Authorization: Bearer s3cret-token-of-the-operator, x",
                "Authorization: Bearer \"s3cret-token-of-the-operator\"",
                "Authorization: Basic s3cret-token-of-the-operator",
                "Authorization: s3cret-token-of-the-operator",
                "Authorization: Bearer x|Authorization: Bearer s3cret-token-of-the-operator",
                "Proxy-Authorization: Bearer s3cret-token-of-the-operator",
                "Cookie: token=s3cret-token-of-the-operator",
                "X-Forwarded-For: 127.0.0.1",
                "X-Original-URL: /health/live",
                "X-Rewrite-URL: /health/live",
                "X-HTTP-Method-Override: HEAD"
            })
    void anyOtherToken_isNot(String field) {
        for (String path : PATHS) {
            String answer = ask(guarded.adminPort(), "GET " + path, "Host: localhost", field);
            assertThat(status(answer)).isEqualTo("401");
            assertThat(answer).doesNotContain(TOKEN, "weir_requests");
        }
    }

    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(
            strings = {
                "/health/live/../../v1/status",
                "/health/live/..%2f..%2fv1/status",
                "/health/%2e%2e/v1/status",
                "/health/live;/../../v1/status",
                "/health/live/..;/..;/v1/status",
                "//v1/status",
                "/./v1/status",
                "/v1//status",
                "/v1/./status",
                "/%761/status",
                "/v1%2fstatus",
                "/v1/status;x",
                "/v1/status/",
                "/v1/status%00",
                "/V1/STATUS",
                "/v1/status?/health/live",
                "http://localhost/v1/status",
                "http://localhost//v1/status",
                "/metrics/",
                "/%6detrics"
            })
    void tricksWithThePath_leadNowhere(String path) {
        String answer = ask(guarded.adminPort(), "GET " + path, "Host: localhost");
        assertThat(status(answer)).as(answer).isIn("400", "401", "404");
        assertThat(answer).doesNotContain("\"version\"", "weir_requests");
    }

    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(
            strings = {
                "rebound.example",
                "rebound.example:8081",
                "localhost.rebound.example",
                "127.0.0.1.rebound.example",
                "10.0.0.1",
                "",
                "localhost, rebound.example",
                "rebound.example|Host: localhost"
            })
    void aHostThatIsNotOurs_isRefused(String host) {
        for (Gateway gateway : List.of(guarded, open)) {
            for (String path : PATHS) {
                String answer = ask(gateway.adminPort(), "GET " + path, "Host: " + host, bearer(TOKEN));
                assertThat(status(answer)).as(answer).isIn("400", "421");
            }
        }
    }

    @Test
    void aHostThatTheOperatorNames_isOurs() {
        for (String host : List.of("admin.internal", "ADMIN.internal:8081", "localhost", "127.0.0.1", "[::1]:1")) {
            assertThat(status(ask(guarded.adminPort(), "GET /v1/status", "Host: " + host, bearer(TOKEN))))
                    .isEqualTo("200");
        }
        assertThat(status(ask(open.adminPort(), "GET /v1/status", "Host: admin.internal")))
                .isEqualTo("421");
    }

    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: https://evil.example",
                "Origin: null",
                "Origin: http://localhost.evil.example",
                "Origin: http://localhost:1",
                "Origin: http://localhost|Origin: http://evil.example",
                "Origin: http://localhost, http://evil.example",
                "Origin: ",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
                "Sec-Fetch-Site: cross-site|Sec-Fetch-Mode: no-cors|Sec-Fetch-Dest: script",
                "Sec-Fetch-Site: cross-site|Sec-Fetch-Mode: navigate|Sec-Fetch-Dest: iframe",
                "Sec-Fetch-Site: none|Sec-Fetch-Site: cross-site"
            })
    void aPageOfAnotherSite_isRefused(String fields) {
        for (String line : List.of("GET /v1/status", "POST /v1/purge", "GET /v1/hot", "GET /")) {
            String answer = ask(open.adminPort(), line, "Host: localhost", "Content-Length: 0", fields);
            assertThat(status(answer)).as(answer).isEqualTo("403");
        }
    }

    @Test
    void aLinkFromAnotherSite_isNotAPurge() {
        String link = "Sec-Fetch-Site: cross-site|Sec-Fetch-Mode: navigate|Sec-Fetch-Dest: document";
        assertThat(status(ask(open.adminPort(), "GET /", "Host: localhost", link)))
                .isEqualTo("200");
        assertThat(status(ask(open.adminPort(), "POST /v1/purge", "Host: localhost", "Content-Length: 0", link)))
                .isEqualTo("403");
    }

    @Test
    void itsOwnPage_andWhatIsNoPage_areLetIn() {
        for (String fields : List.of(
                "X: y",
                "Origin: http://localhost:7",
                "Sec-Fetch-Site: same-origin|Sec-Fetch-Mode: cors",
                "Sec-Fetch-Site: none|Sec-Fetch-Mode: navigate|Sec-Fetch-Dest: document")) {
            assertThat(status(ask(open.adminPort(), "GET /v1/status", "Host: localhost:7", fields)))
                    .isEqualTo("200");
        }
    }

    /** Whatever it is: a page, a file, a refusal. */
    @Test
    void everyAnswer_tellsBrowsersWhatNotToDo() {
        List<String> answers = List.of(
                ask(open.adminPort(), "GET /", "Host: localhost"),
                ask(open.adminPort(), "GET /metrics", "Host: localhost"),
                ask(open.adminPort(), "GET /nowhere", "Host: localhost"),
                ask(open.adminPort(), "GET /", "Host: rebound.example"),
                ask(open.adminPort(), "GET /", "Host: localhost", "Origin: null"),
                ask(open.adminPort(), "POST /v1/purge", "Host: localhost", "Content-Length: 1", "", "{"),
                ask(guarded.adminPort(), "GET /", "Host: localhost"));
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.toLowerCase(Locale.ROOT))
                        .contains(
                                "\r\ncontent-security-policy: default-src 'none'; script-src 'self'; ",
                                "frame-ancestors 'none'",
                                "\r\nx-content-type-options: nosniff\r\n",
                                "\r\nx-frame-options: deny\r\n",
                                "\r\nreferrer-policy: no-referrer\r\n",
                                "\r\ncross-origin-resource-policy: same-origin\r\n",
                                "\r\ncache-control: no-store\r\n")
                        .doesNotContain("access-control-allow", "unsafe-inline", "unsafe-eval"));
    }

    /** The port for clients has no way to it, by whatever name it is asked for. */
    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(
            strings = {
                "/",
                "/metrics",
                "/v1/status",
                "/v1/purge",
                "/v1/hot",
                "/health/live",
                "/health/ready",
                "/openapi.yaml",
                "/v1/events",
                "/v1/log-levels"
            })
    void theClientsPort_neverAnswersForIt(String path) {
        String admin = "localhost:" + open.adminPort();
        for (String answer : List.of(
                ask(open.port(), "GET " + path, "Host: localhost"),
                ask(open.port(), "GET " + path, "Host: " + admin),
                ask(open.port(), "GET http://" + admin + path, "Host: " + admin),
                ask(open.port(), "POST " + path, "Host: " + admin, "Content-Length: 0"),
                ask(open.port(), "GET " + path, "Host: localhost", "X-Forwarded-Host: " + admin))) {
            assertThat(status(answer)).as(answer).isIn("502", "504");
            assertThat(answer).doesNotContain("weir_requests", "\"version\"");
        }
    }
}
