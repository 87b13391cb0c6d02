package dev.weir.app;

import static dev.weir.testing.FrameConnection.CONTINUATION;
import static dev.weir.testing.FrameConnection.DATA;
import static dev.weir.testing.FrameConnection.END_HEADERS;
import static dev.weir.testing.FrameConnection.END_STREAM;
import static dev.weir.testing.FrameConnection.GOAWAY;
import static dev.weir.testing.FrameConnection.HEADERS;
import static dev.weir.testing.FrameConnection.PING;
import static dev.weir.testing.FrameConnection.RST_STREAM;
import static dev.weir.testing.FrameConnection.SETTINGS;
import static dev.weir.testing.FrameConnection.WINDOW_UPDATE;
import static dev.weir.testing.FrameConnection.block;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Async;
import dev.weir.testing.FrameConnection;
import dev.weir.testing.FrameConnection.Frame;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawClient;
import dev.weir.testing.RawConnection;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may take, and what becomes of who takes more. */
class LimitsTest {
    private static final String ANY = "GET /x HTTP/1.1|Host: a|Connection: close||";
    private static final long ENHANCE_YOUR_CALM = 0xb;

    private final ScriptedOrigin origin = new ScriptedOrigin();
    private @Nullable Gateway gateway;

    @AfterEach
    void stop() {
        gateway().close();
        origin.close();
    }

    private Gateway gateway() {
        if (gateway == null) {
            throw new IllegalStateException("none");
        }
        return gateway;
    }

    /** @param limits keys of {@code listen} */
    private int port(String limits) {
        gateway = Gateway.of("""
                listen: { port: 0, %s }
                admin: { port: 0 }
                event-loops: 2
                redis: { topology: none }
                origins: { origin: { servers: [ "%s" ] } }
                routes: [ { name: all, match: { path: "/**" }, origin: origin } ]
                """.formatted(limits, origin.address()));
        return gateway.port();
    }

    private void awaitRefused(String why) {
        Async.until(() -> gateway().samples("weir_refused_total", why) == 1, why);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G",
                "\r\n",
                "GET /x HTTP/1.1\r\nHo",
                "GET /x HTTP/1.1\r\nHost: a\r\n\r\nGET /y",
                "PRI * HTT",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000"
            })
    void head_thatDoesNotEnd_endsTheConnection(String begun) {
        int port = port("header-timeout: 100ms");
        try (RawConnection client = new RawConnection(port)) {
            client.send(begun.getBytes(ISO_8859_1)).readToEnd();
            awaitRefused("slow_head");
        }
    }

    @Test
    void headInHttp2_thatDoesNotEnd_endsTheConnection() {
        try (FrameConnection client = new FrameConnection(port("header-timeout: 100ms"))) {
            assertThat(client.get(1, "/x").status()).isEqualTo(200);
            client.send(HEADERS, END_STREAM, 3, block(":method", "GET"));

            assertThat(client.status()).isEqualTo(-1);
            awaitRefused("slow_head");
        }
    }

    @Test
    void content_thatDoesNotGetOn_is408_andTheOriginIsLetGo() {
        Promise<Void> dropped = Promise.promise();
        origin.alwaysAnswer(request -> request.exceptionHandler(gone -> dropped.tryComplete()));
        try (RawConnection client = new RawConnection(port("body-timeout: 100ms"))) {
            client.send("POST /x HTTP/1.1|Host: a|Content-Length: 10||half ");

            assertThat(client.readToEnd()).startsWith("HTTP/1.1 408 ").contains("connection: close");
            awaitRefused("slow_content");
            Async.await(dropped.future());
        }
    }

    @Test
    void contentInHttp2_thatDoesNotGetOn_isReset() {
        Promise<Void> dropped = Promise.promise();
        origin.alwaysAnswer(request -> request.exceptionHandler(gone -> dropped.tryComplete()));
        try (FrameConnection client = new FrameConnection(port("body-timeout: 100ms"))) {
            client.send(HEADERS, END_HEADERS, 1, post("/"));
            client.send(DATA, 0, 1, new byte[10]);

            assertThat(client.status()).isZero();
            Async.await(dropped.future());
        }
    }

    /** Not the client's fault. */
    @Test
    void content_thatTheOriginDoesNotTake_isWaitedFor() {
        Promise<HttpServerRequest> asked = Promise.promise();
        origin.thenAnswer(request -> {
            request.pause();
            asked.complete(request);
        });
        int port = port("body-timeout: 100ms");
        var upload = gateway().send("POST", "/big", Buffer.buffer(new byte[8 << 20]));
        HttpServerRequest held = Async.await(asked.future());
        try (RawConnection slow = new RawConnection(port)) {
            slow.send("POST /x HTTP/1.1|Host: a|Content-Length: 10||half ").readToEnd();
        }
        held.endHandler(all -> held.response().end("taken"));
        held.resume();

        Async.await(upload).assertStatus(200);
    }

    @Test
    void connection_thatSaysNothingMore_ends() {
        int port = port("idle-timeout: 200ms");
        try (RawConnection connection = new RawConnection(port)) {
            connection.send("GET /x HTTP/1.1|Host: a||").readUntil("hello");
            assertThat(connection.readToEnd()).isEmpty();
        }
        gateway().awaitMeter("weir_connections", 0);
    }

    @Test
    void connections_areSoManyAtOnce() {
        int port = port("max-connections: 2");
        try (RawConnection first = new RawConnection(port);
                RawConnection second = new RawConnection(port)) {
            first.send("GET /x HTTP/1.1|Host: a||").readUntil("hello");
            second.send("GET /x HTTP/1.1|Host: a||").readUntil("hello");

            assertThat(closedUnanswered(port)).isTrue();
            awaitRefused("connections");
            assertThat(gateway().meter("weir_connections")).isEqualTo(2);
        }
        gateway().awaitMeter("weir_connections", 0);
        assertThat(RawClient.exchange(port, ANY.replace("|", "\r\n"))).contains(" 200 ");
    }

    @Test
    void connections_ofOneAddress_areSoManyAtOnce() {
        int port = port("max-connections-per-address: 1");
        try (RawConnection first = new RawConnection(port)) {
            first.send("GET /x HTTP/1.1|Host: a||").readUntil("hello");

            assertThat(closedUnanswered(port)).isTrue();
            awaitRefused("address");
        }
        gateway().awaitMeter("weir_connections", 0);
        assertThat(RawClient.exchange(port, ANY.replace("|", "\r\n"))).contains(" 200 ");
    }

    private static boolean closedUnanswered(int port) {
        try {
            return RawClient.exchange(port, ANY.replace("|", "\r\n")).isEmpty();
        } catch (UncheckedIOException reset) {
            return true;
        }
    }

    @Test
    void fields_areSoMany() {
        int port = port("max-header-fields: 10");
        String eight = "A: 1|".repeat(8);

        assertThat(RawClient.exchange(
                        port, ("GET / HTTP/1.1|Host: a|" + eight + "Connection: close||").replace("|", "\r\n")))
                .contains(" 200 ");
        assertThat(RawClient.exchange(
                        port, ("GET / HTTP/1.1|Host: a|B: 1|" + eight + "Connection: close||").replace("|", "\r\n")))
                .contains(" 431 ");
        try (FrameConnection client = new FrameConnection(port)) {
            String[] eleven = new String[22];
            Arrays.fill(eleven, "a");
            assertThat(client.get(1, "/", eleven).status()).isEqualTo(431);
        }
        assertThat(gateway().samples("weir_refused_total", "long_head")).isEqualTo(2);
    }

    @Test
    void target_isSoLong() {
        int port = port("max-url-length: 64B");
        String most = "/" + "x".repeat(63);

        assertThat(RawClient.exchange(
                        port, ("GET " + most + " HTTP/1.1|Host: a|Connection: close||").replace("|", "\r\n")))
                .contains(" 200 ");
        assertThat(RawClient.exchange(
                        port, ("GET " + most + "x HTTP/1.1|Host: a|Connection: close||").replace("|", "\r\n")))
                .contains(" 414 ");
        try (FrameConnection client = new FrameConnection(port)) {
            assertThat(client.get(1, most).status()).isEqualTo(200);
            assertThat(client.get(3, most + "x").status()).isEqualTo(414);
        }
    }

    @Test
    void requests_thatWait_areSoMany_andTheNextIs503() {
        Promise<HttpServerRequest> asked = Promise.promise();
        origin.thenAnswer(asked::complete);
        int port = port("max-requests-in-flight: 1");
        try (RawConnection first = new RawConnection(port)) {
            first.send("GET /first HTTP/1.1|Host: a||");
            HttpServerRequest held = Async.await(asked.future());

            assertThat(RawClient.exchange(port, ANY.replace("|", "\r\n")))
                    .contains(" 503 ")
                    .contains("retry-after: 1");
            awaitRefused("requests");
            held.response().end("hello");
            assertThat(first.readUntil("hello")).contains(" 200 ");
        }
        assertThat(RawClient.exchange(port, ANY.replace("|", "\r\n"))).contains(" 200 ");
    }

    @Test
    void streams_areSoManyAtOnce_andTheNextIsReset() {
        origin.alwaysAnswer(request -> {});
        try (FrameConnection client = new FrameConnection(port("http2: { max-streams: 2 }"))) {
            for (int stream = 1; stream <= 5; stream += 2) {
                client.send(HEADERS, END_HEADERS | END_STREAM, stream, post("/x"));
            }
            Frame reset = client.next();

            assertThat(reset.type()).isEqualTo(RST_STREAM);
            assertThat(reset.stream()).isEqualTo(5);
        }
    }

    /** CVE-2023-44487. */
    @Test
    void resets_areSoMany() {
        origin.alwaysAnswer(request -> {});
        try (FrameConnection client = new FrameConnection(port("http2: { max-resets: 10 }"))) {
            for (int stream = 1; stream <= 23; stream += 2) {
                client.get(stream, "/x").send(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
            }
            assertThat(errorOf(client)).isEqualTo(ENHANCE_YOUR_CALM);
        }
    }

    /** CVE-2025-8671: the client makes the gateway reset. */
    @Test
    void resets_thatTheGatewayIsMadeToSend_areSoMany() {
        origin.alwaysAnswer(request -> {});
        try (FrameConnection client = new FrameConnection(port("http2: { max-resets: 10 }"))) {
            for (int stream = 1; stream <= 23; stream += 2) {
                client.get(stream, "/x").send(WINDOW_UPDATE, 0, stream, new byte[4]);
            }
            assertThat(errorOf(client)).isEqualTo(ENHANCE_YOUR_CALM);
        }
    }

    /** CVE-2024-27983 and its like. */
    @Test
    void partsOfAHead_areSoMany() {
        try (FrameConnection client = new FrameConnection(port("http2: on"))) {
            client.send(HEADERS, END_STREAM, 1, block(":method", "GET"));
            for (int i = 0; i < 20; i++) {
                client.send(CONTINUATION, 0, 1, new byte[0]);
            }
            assertThat(errorOf(client)).isEqualTo(ENHANCE_YOUR_CALM);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {PING, SETTINGS})
    void framesWithoutARequest_areSoMany(int type) {
        try (FrameConnection client = new FrameConnection(port("http2: { max-control-frames: 10 }"))) {
            for (int i = 0; i < 10; i++) {
                client.send(type, 0, 0, new byte[type == PING ? 8 : 0]);
            }
            while (client.next() != null) {}
            awaitRefused("frames");
        } catch (UncheckedIOException reset) {
            awaitRefused("frames");
        }
    }

    private static byte[] post(String path) {
        return block(":method", "POST", ":scheme", "http", ":authority", "a", ":path", path);
    }

    private static long errorOf(FrameConnection client) {
        for (Frame frame = client.next(); frame != null; frame = client.next()) {
            if (frame.type() == GOAWAY) {
                return frame.error();
            }
        }
        throw new AssertionError("no GOAWAY");
    }
}
