package dev.weir.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawConnection;
import dev.weir.testing.ScriptedOrigin;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may say, before the first byte of HTTP, whose connection it passes on; and who must. */
class ProxyProtocolTest {
    private static final String REQUEST = "GET /x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    private static final String SIGNATURE = "\r\n\r\n\u0000\r\nQUIT\n";

    private static ScriptedOrigin origin;
    private static Gateway trusting;
    private static Gateway distrusting;

    @BeforeAll
    static void start() {
        origin = new ScriptedOrigin();
        trusting = gateway("127.0.0.1");
        distrusting = gateway("10.0.0.0/8");
    }

    @AfterAll
    static void stop() {
        trusting.close();
        distrusting.close();
        origin.close();
    }

    private static Gateway gateway(String trusted) {
        return Gateway.of("""
                listen: { port: 0, proxy-protocol: { from: [ %s ] }, header-timeout: 200ms }
                admin: { port: 0 }
                event-loops: 1
                redis: { topology: none }
                origins: { origin: { servers: [ "%s" ] } }
                routes: [ { name: all, match: { path: "/**" }, origin: origin, cache: off } ]
                """.formatted(trusted, origin.address()));
    }

    private static String send(Gateway gateway, String bytes) {
        try (RawConnection client = new RawConnection(gateway.port())) {
            return client.send(bytes.getBytes(ISO_8859_1)).readToEnd();
        } catch (UncheckedIOException reset) {
            return "";
        }
    }

    private static String clientOfLast() {
        return origin.seen().get(origin.count() - 1).headers().get("x-forwarded-for");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY TCP4 192.0.2.7 192.0.2.1 5000 80\r\n",
                SIGNATURE + "!\u0011\u0000\u000c\u00c0\u0000\u0002\u0007\u00c0\u0000\u0002\u0001\u0013\u0088\u0000P"
            })
    void trustedProxy_saysWhoseConnectionItIs(String header) {
        assertThat(send(trusting, header + REQUEST)).startsWith("HTTP/1.1 200 ");
        assertThat(clientOfLast()).isEqualTo("192.0.2.7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PROXY UNKNOWN\r\n", SIGNATURE + " \u0000\u0000\u0000"})
    void proxyThatAsksForItself_keepsItsAddress(String header) {
        assertThat(send(trusting, header + REQUEST)).startsWith("HTTP/1.1 200 ");
        assertThat(clientOfLast()).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                REQUEST,
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "PROXY TCP4 192.0.2.7\r\n" + REQUEST,
                "PROXY TCP4 300.0.2.7 192.0.2.1 5000 80\r\n" + REQUEST,
                SIGNATURE + "\u0011\u0011\u0000\u0000" + REQUEST,
                SIGNATURE
                        + "!\u0012\u0000\u000c\u00c0\u0000\u0002\u0007\u00c0\u0000\u0002\u0001\u0013\u0088\u0000P"
                        + REQUEST,
            })
    void trustedProxy_thatDoesNotSayIt_isCutOff(String bytes) {
        int before = origin.count();

        assertThat(send(trusting, bytes)).isEmpty();
        assertThat(origin.count()).isEqualTo(before);
        Async.until(() -> trusting.samples("weir_refused_total", "proxy") > 0, "refused");
    }

    @Test
    void trustedProxy_thatSaysNothing_isCutOff() {
        double before = trusting.samples("weir_refused_total", "slow_head");

        assertThat(send(trusting, "")).isEmpty();
        Async.until(() -> trusting.samples("weir_refused_total", "slow_head") > before, "refused");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY TCP4 192.0.2.7 192.0.2.1 5000 80\r\n",
                SIGNATURE + "!\u0011\u0000\u000c\u00c0\u0000\u0002\u0007\u00c0\u0000\u0002\u0001\u0013\u0088\u0000P"
            })
    void anybodyElse_whoSaysIt_isCutOff(String header) {
        int before = origin.count();

        assertThat(send(distrusting, header + REQUEST)).doesNotContain(" 200 ");
        assertThat(origin.count()).isEqualTo(before);
    }

    @Test
    void anybodyElse_isServed() {
        assertThat(send(distrusting, REQUEST)).startsWith("HTTP/1.1 200 ");
    }
}
