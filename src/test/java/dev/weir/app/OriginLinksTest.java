package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Async;
import dev.weir.testing.Certificates;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawOrigin;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the gateway connects to an origin: versions of HTTP, TLS, and whom it believes. */
class OriginLinksTest {
    @SuppressWarnings("NullAway.Init") // before all tests
    private static Certificates certificates;

    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void issue(@TempDir Path directory) {
        certificates = new Certificates(directory, "authority");
        certificates.issue("server", "IP:127.0.0.1");
        certificates.issue("other", "DNS:other.example");
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private ScriptedOrigin origin(HttpServerOptions options) {
        ScriptedOrigin started = new ScriptedOrigin(options);
        open.addFirst(started);
        started.alwaysAnswer(request -> request.response().end(told(request)));
        return started;
    }

    private static String told(HttpServerRequest request) {
        return request.version() + " " + request.authority() + " "
                + request.connection().indicatedServerName();
    }

    private Gateway before(URI origin, String settings) {
        Gateway started = Gateway.of("""
            listen: { port: 0 }
            admin: { port: 0 }
            redis: { topology: none }
            event-loops: 2
            origins: { origin: { servers: [ "%s" ], timeout: 5s, %s } }
            routes: [ { name: all, match: { path: /** }, origin: origin, cache: off } ]
            """.formatted(origin, settings));
        open.addFirst(started);
        return started;
    }

    private static HttpServerOptions secured(String name) {
        return new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setSni(true)
                .setKeyCertOptions(new PemKeyCertOptions()
                        .addCertPath(certificates.certificate(name))
                        .addKeyPath(certificates.keyFile(name)));
    }

    private static String authority() {
        return "ca: " + certificates.authority();
    }

    @Nested
    class Versions {
        @Test
        void tls_agreesOnHttp2() {
            Gateway gateway = before(origin(secured("server")).address(), "tls: { " + authority() + " }");
            gateway.get("/", "host", "shop.example:81").assertBody("HTTP_2 shop.example:81 null");
            gateway.head("/").assertStatus(200);
        }

        @Test
        void tls_withoutAlpn_isHttp1() {
            ScriptedOrigin origin = origin(secured("server").setUseAlpn(false));
            Gateway gateway = before(origin.address(), "tls: { " + authority() + " }");
            gateway.get("/", "host", "shop.example").assertBody("HTTP_1_1 shop.example null");
        }

        @ParameterizedTest
        @ValueSource(strings = {"protocol: http1", ""})
        void plain_isHttp1(String settings) {
            Gateway gateway = before(origin(new HttpServerOptions()).address(), settings);
            gateway.get("/", "host", "shop.example").assertBody("HTTP_1_1 shop.example null");
        }

        @Test
        void plainHttp2_isSpokenAtOnce() {
            Gateway gateway = before(origin(new HttpServerOptions()).address(), "protocol: http2");
            gateway.get("/", "host", "shop.example").assertBody("HTTP_2 shop.example null");
        }

        @Test
        void http2_thatTheServerDoesNotSpeak_is502() {
            ScriptedOrigin origin = origin(secured("server").setUseAlpn(false));
            Gateway gateway = before(origin.address(), "protocol: http2, tls: { " + authority() + " }");
            gateway.get("/").assertStatus(502);
            assertThat(origin.count()).isZero();
        }

        /** Streams of one connection share its window. */
        @Test
        void clientThatDoesNotRead_holdsUpNobodyElse() {
            ScriptedOrigin origin = origin(secured("server"));
            Gateway gateway = before(origin.address(), "tls: { " + authority() + " }");
            gateway.get("/first").assertStatus(200);
            origin.thenAnswer(request -> request.response().end(Buffer.buffer(new byte[16 << 20])));
            Async.await(gateway.client()
                    .request(HttpMethod.GET, gateway.port(), "127.0.0.1", "/large")
                    .compose(request -> request.send().onSuccess(HttpClientResponse::pause)));
            for (int i = 0; i < 100; i++) {
                gateway.get("/small").assertStatus(200);
            }
        }

        @Test
        void streamsAConnection_doNotBoundRequestsAtOnce() {
            Http2Settings two = new Http2Settings().setMaxConcurrentStreams(2);
            ScriptedOrigin origin = origin(secured("server").setInitialSettings(two));
            Gateway gateway =
                    before(origin.address(), "max-concurrent: 20, limit: fixed, tls: { " + authority() + " }");
            List<HttpServerRequest> held = new ArrayList<>();
            gateway.get("/first").assertStatus(200);
            origin.alwaysAnswer(held::add);
            List<Future<Received>> asked = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                asked.add(gateway.send("GET", "/" + i));
            }
            origin.awaitCount(21);
            held.forEach(request -> request.response().end());
            asked.forEach(answer -> Async.await(answer).assertStatus(200));
        }
    }

    @Nested
    class Trust {
        @Test
        void unknownAuthority_is502() {
            ScriptedOrigin origin = origin(secured("server"));
            before(origin.address(), "").get("/").assertStatus(502);
            assertThat(origin.count()).isZero();
        }

        @Test
        void otherName_is502_unlessItIsExpected() {
            ScriptedOrigin origin = origin(secured("other"));
            before(origin.address(), "tls: { " + authority() + " }").get("/").assertStatus(502);
            assertThat(origin.count()).isZero();
            before(origin.address(), "tls: { server-name: other.example, " + authority() + " }")
                    .get("/", "host", "h")
                    .assertBody("HTTP_2 h other.example");
        }

        @Test
        void verifyOff_takesEveryCertificate() {
            ScriptedOrigin origin = origin(secured("other"));
            before(origin.address(), "tls: { verify: off }")
                    .get("/", "host", "h")
                    .assertBody("HTTP_2 h null");
        }

        @Test
        void serverThatAsksWhoIsThere_getsTheCertificate() {
            HttpServerOptions asking = secured("server")
                    .setClientAuth(ClientAuth.REQUIRED)
                    .setTrustOptions(new PemTrustOptions().addCertPath(certificates.authority()));
            ScriptedOrigin origin = origin(asking);
            String shown = ", certificate: %s, key: %s"
                    .formatted(certificates.certificate("other"), certificates.keyFile("other"));
            before(origin.address(), "tls: { " + authority() + shown + " }")
                    .get("/")
                    .assertStatus(200);
            before(origin.address(), "tls: { " + authority() + " }").get("/").assertStatus(502);
            assertThat(origin.count()).isEqualTo(1);
        }
    }

    @Nested
    class Limits {
        @Test
        void head_isWaitedForSoLong_whateverComesBefore() {
            RawOrigin origin = RawOrigin.saying("HTTP/1.1 102 Processing||HTTP/1.1 103 Early Hints||");
            open.addFirst(origin);
            before(origin.address(), "head-timeout: 100ms").get("/").assertStatus(504);
        }

        @ParameterizedTest
        @ValueSource(strings = {"idle-timeout: 100ms", "total-timeout: 100ms"})
        void contentThatDoesNotCome_isBrokenOff(String limit) {
            RawOrigin origin = RawOrigin.saying("HTTP/1.1 200 OK|Content-Length: 2||x");
            open.addFirst(origin);
            Gateway gateway = before(origin.address(), limit);
            boolean broken = Async.await(gateway.send("GET", "/").map(false).otherwise(true));
            assertThat(broken).isTrue();
            gateway.awaitMeter("weir_origin_inflight", 0);
        }

        @Test
        void total_boundsTheHeadToo() {
            RawOrigin origin = RawOrigin.saying("HTTP/1.1 103 Early Hints||");
            open.addFirst(origin);
            before(origin.address(), "total-timeout: 100ms").get("/").assertStatus(504);
        }

        @Test
        void connectionWithoutRequests_isClosed() {
            RawOrigin origin = RawOrigin.saying("HTTP/1.1 200 OK|Content-Length: 0||");
            open.addFirst(origin);
            before(origin.address(), "keep-alive: 1s").get("/").assertStatus(200);
            Async.until(() -> origin.gone() == 1, "the end of the idle connection");
        }

        @Test
        void tlsThatIsNotAnswered_is504() {
            RawOrigin origin = RawOrigin.saying("");
            open.addFirst(origin);
            URI secure = URI.create("https://127.0.0.1:" + origin.address().getPort());
            before(secure, "connect-timeout: 100ms").get("/").assertStatus(504);
        }
    }
}
