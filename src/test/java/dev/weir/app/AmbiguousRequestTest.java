package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Gateway;
import dev.weir.testing.RawClient;
import dev.weir.testing.ScriptedOrigin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that two parsers could read differently never reach the origin (RFC 9112 §3.2, §6). */
class AmbiguousRequestTest {
    private static ScriptedOrigin origin;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        origin = new ScriptedOrigin();
        gateway = Gateway.before(origin.address(), null, Gateway.originOnly());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        origin.close();
    }

    private static String send(String head) {
        return RawClient.exchange(gateway.port(), head.replace("|", "\r\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1|Connection: close||",
                "GET / HTTP/1.0||",
                "GET / HTTP/1.1|Host: a|Host: a|Connection: close||",
                "GET / HTTP/1.1|Host: a|Host: b|Connection: close||",
                "GET / HTTP/1.1|Host: |Connection: close||",
                "GET / HTTP/1.1|Host: a/b|Connection: close||",
                "GET / HTTP/1.1|Host: user@a|Connection: close||",
                "GET / HTTP/1.1|Host: a:99999999|Connection: close||",
                "GET http://b/ HTTP/1.1|Host: a|Connection: close||",
                "GET https://a/ HTTP/1.1|Host: a|Connection: close||",
                "GET a/b HTTP/1.1|Host: a|Connection: close||",
                "GET /#x HTTP/1.1|Host: a|Connection: close||",
                "CONNECT a:443 HTTP/1.1|Host: a:443|Connection: close||",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding: identity, chunked|Connection: close||0||",
                "POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked, chunked|Connection: close||0||",
                "POST / HTTP/1.0|Host: a|Transfer-Encoding: chunked||0||",
                "POST / HTTP/1.1|Host: a|Content-Length: 1|Content-Length: 2|Connection: close||xx",
                "POST / HTTP/1.1|Host: a|Content-Length: +1|Connection: close||x",
                "POST / HTTP/1.1|Host: a|Content-Length: 1|Transfer-Encoding: chunked|Connection: close||0||",
                "NOT HTTP AT ALL|Connection: close||",
            })
    void ambiguous_isRefused(String head) {
        int before = origin.count();
        assertThat(send(head)).startsWith("HTTP/1.").contains(" 400 ").contains("application/problem+json");
        assertThat(origin.count()).isEqualTo(before);
    }

    /** What ends a line to one parser and not to another (RFC 9110 §5.5). */
    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\rb", "a\nb c", "\u0001", "a\u007f"})
    void controlCharacters_areRefused(String value) {
        int before = origin.count();
        assertThat(send("GET / HTTP/1.1|Host: a|X-Any: " + value + "|Connection: close||"))
                .contains(" 400 ");
        assertThat(origin.count()).isEqualTo(before);
    }

    @Test
    void absoluteForm_thatAgreesWithHost_isTheSameResource() {
        assertThat(send("GET http://A:80/x HTTP/1.1|Host: a|Connection: close||"))
                .startsWith("HTTP/1.1 200");
        assertThat(origin.seen().get(origin.count() - 1).uri()).isEqualTo("/x");
    }

    @Test
    void tooLongHead_is431_andTooLongTarget_414() {
        String many = "X: " + "y".repeat(20_000);
        assertThat(send("GET / HTTP/1.1|Host: a|" + many + "|Connection: close||"))
                .contains(" 431 ");
        assertThat(send("GET /" + "x".repeat(20_000) + " HTTP/1.1|Host: a|Connection: close||"))
                .contains(" 414 ");
    }

    @Test
    void refusals_areCounted() {
        double before = gateway.meter("weir_requests_seconds_count");
        send("GET / HTTP/1.1|Connection: close||");
        send("NOT HTTP AT ALL|Connection: close||");
        assertThat(gateway.meter("weir_requests_seconds_count") - before).isEqualTo(2);
    }
}
