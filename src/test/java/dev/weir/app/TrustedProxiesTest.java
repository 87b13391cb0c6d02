package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Gateway;
import dev.weir.testing.Stage;
import io.vertx.core.MultiMap;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What origins are told of clients: the connection's own facts, and beyond them the word of trusted proxies alone. */
class TrustedProxiesTest {
    private static final String[] FORGED = {
        "x-forwarded-for",
        "6.6.6.6",
        "x-forwarded-for",
        "192.0.2.7",
        "x-forwarded-proto",
        "https",
        "x-forwarded-host",
        "forged.example",
        "x-forwarded-port",
        "4",
        "forwarded",
        "for=192.0.2.8;proto=https;host=other.example"
    };

    @RegisterExtension
    final Stage stage = new Stage();

    private Gateway listening(String settings) {
        stage.origin()
                .alwaysAnswer(request -> request.response()
                        .putHeader("cache-control", "max-age=60")
                        .end(request.getHeader("x-forwarded-proto") + " " + request.getHeader("host")));
        return stage.start(origin -> Gateway.of("""
                listen: { port: 0, %s }
                admin: { port: 0 }
                redis: { topology: none }
                origins: { o: { servers: [ "%s" ] } }
                routes: [ { name: all, match: { path: /** }, origin: o } ]
                """.formatted(settings, origin)));
    }

    private MultiMap told() {
        return stage.origin().seen().get(stage.origin().count() - 1).headers();
    }

    private static String host(Gateway gateway) {
        return "127.0.0.1:" + gateway.port();
    }

    @Test
    void whoIsNotTrusted_saysNothingOfItself() {
        Gateway gateway = listening("forwarded: x-forwarded");
        gateway.get("/a", FORGED);
        assertThat(told().getAll("x-forwarded-for")).containsExactly("127.0.0.1");
        assertThat(told().getAll("x-forwarded-proto")).containsExactly("http");
        assertThat(told().getAll("x-forwarded-host")).containsExactly(host(gateway));
        assertThat(told().getAll("x-forwarded-port")).containsExactly(Integer.toString(gateway.port()));
        assertThat(told().contains("forwarded")).isFalse();
    }

    @Test
    void connectionField_doesNotHideTheClient() {
        Gateway gateway = listening("forwarded: both");
        gateway.get("/a", "connection", "x-forwarded-for, forwarded");
        assertThat(told().getAll("x-forwarded-for")).containsExactly("127.0.0.1");
        assertThat(told().get("forwarded")).isEqualTo("for=127.0.0.1;proto=http;host=\"" + host(gateway) + '"');
    }

    @Test
    void trustedProxy_reportsTheClient() {
        Gateway gateway = listening("trusted-proxies: [ 127.0.0.1 ]");
        gateway.get("/a", FORGED).assertBody("https forged.example");
        assertThat(told().getAll("x-forwarded-for")).containsExactly("192.0.2.7, 127.0.0.1");
        assertThat(told().getAll("x-forwarded-host")).containsExactly("forged.example");
        assertThat(told().getAll("x-forwarded-port")).containsExactly("443");
        assertThat(told().contains("forwarded")).isFalse();
    }

    @Test
    void trustedProxy_reportsTheClientByRfc7239() {
        Gateway gateway = listening("trusted-proxies: [ 127.0.0.1 ], forwarded: forwarded");
        gateway.get("/a", FORGED);
        assertThat(told().getAll("forwarded"))
                .containsExactly("for=192.0.2.8;proto=https;host=\"other.example\", for=127.0.0.1");
        assertThat(told().contains("x-forwarded-for")).isFalse();
        assertThat(told().contains("x-forwarded-proto")).isFalse();
        assertThat(told().get("host")).isEqualTo("other.example");
    }

    @Test
    void whatIsStored_isOfTheProtocolThatTheClientUsed() {
        Gateway gateway = listening("trusted-proxies: [ 127.0.0.1 ]");
        gateway.get("/a", "x-forwarded-proto", "https").assertBody("https " + host(gateway));
        gateway.get("/a", "x-forwarded-proto", "http")
                .assertBody("http " + host(gateway))
                .assertForwarded("uri-miss");
        gateway.get("/a").assertBody("http " + host(gateway)).assertHit();
        gateway.get("/a", "x-forwarded-proto", "https")
                .assertBody("https " + host(gateway))
                .assertHit();
    }

    @Test
    void off_tellsNothing() {
        Gateway gateway = listening("forwarded: off, trusted-proxies: [ 127.0.0.1 ]");
        gateway.get("/a", FORGED).assertBody("null " + host(gateway));
        assertThat(told().names())
                .noneMatch(name -> name.toLowerCase(Locale.ROOT).contains("forwarded"));
    }
}
