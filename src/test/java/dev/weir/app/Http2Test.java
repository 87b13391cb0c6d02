package dev.weir.app;

import static dev.weir.testing.FrameConnection.DATA;
import static dev.weir.testing.FrameConnection.END_HEADERS;
import static dev.weir.testing.FrameConnection.END_STREAM;
import static dev.weir.testing.FrameConnection.HEADERS;
import static dev.weir.testing.FrameConnection.RST_STREAM;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Async;
import dev.weir.testing.FrameConnection;
import dev.weir.testing.FrameConnection.Frame;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawClient;
import dev.weir.testing.ScriptedOrigin;
import io.netty.handler.codec.http2.Http2Headers;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that speak HTTP/2 in clear text from the first byte: the same requests, the same gate, the same answers. */
class Http2Test {
    private static final String HEAD = ":method=GET|:scheme=http|:authority=a|:path=/x";

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

    private static FrameConnection connect() {
        return new FrameConnection(gateway.port());
    }

    /** Names and values, {@code =} between them. */
    private static byte[] block(String fields) {
        return FrameConnection.block(Arrays.stream(fields.split("\\|"))
                .flatMap(field -> {
                    int equals = field.indexOf('=', 1);
                    return Stream.of(field.substring(0, equals), field.substring(equals + 1));
                })
                .toArray(String[]::new));
    }

    @Test
    void request_isAnswered_withoutFieldsOfTheConnection() {
        origin.thenAnswer(request -> request.response()
                .putHeader("Connection", "X-Hop")
                .putHeader("X-Hop", "1")
                .putHeader("Keep-Alive", "timeout=5")
                .putHeader("X-Mixed-Case", "kept")
                .end("hello"));
        try (FrameConnection client = connect()) {
            Frame head = client.get(1, "/answered").next();
            Http2Headers fields = head.fields();

            assertThat(fields.status()).hasToString("200");
            assertThat(fields.get("x-mixed-case")).hasToString("kept");
            assertThat(fields.get("content-length")).hasToString("5");
            assertThat(fields.names().toString())
                    .doesNotContain("connection", "keep-alive", "transfer-encoding", "x-hop");
            assertThat(client.next().payload()).hasToString("hello");
        }
    }

    @Test
    void head_hasTheLength_andNoContent() {
        try (FrameConnection client = connect()) {
            Frame head = client.send(HEADERS, END_HEADERS | END_STREAM, 1, block(HEAD.replace("GET", "HEAD")))
                    .next();

            assertThat(head.fields().get("content-length")).hasToString("5");
            assertThat(head.ends()).isTrue();
        }
    }

    @Test
    void origin_hearsWhichProtocolItCameBy_andOneCookieField() {
        try (FrameConnection client = connect()) {
            client.get(1, "/cookies", "cookie", "a=1", "cookie", "b=2");
            assertThat(client.status()).isEqualTo(200);
        }
        ScriptedOrigin.Seen seen = origin.seen().get(origin.count() - 1);
        assertThat(seen.headers().getAll("cookie")).containsExactly("a=1; b=2");
        assertThat(seen.headers().get("via")).startsWith("2 ");
        assertThat(seen.headers().get("host")).isEqualTo("a");
    }

    @Test
    void content_withoutALength_reachesTheOrigin() {
        Promise<Buffer> received = Promise.promise();
        origin.thenAnswer(request -> request.body()
                .onComplete(received)
                .onSuccess(all -> request.response().end("taken")));
        try (FrameConnection client = connect()) {
            client.send(HEADERS, END_HEADERS, 1, block(HEAD.replace("GET", "POST")));
            client.send(DATA, 0, 1, "first, ".getBytes(ISO_8859_1));
            client.send(DATA, END_STREAM, 1, "second".getBytes(ISO_8859_1));

            assertThat(client.status()).isEqualTo(200);
            assertThat(Async.await(received.future()).toString()).isEqualTo("first, second");
        }
    }

    /** Whoever refuses it, the origin is not asked. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                ":method=GET|:scheme=http|:path=/x",
                ":method=GET|:scheme=http|:path=/x|host=a",
                ":method=GET|:scheme=http|:path=/x|host=a|host=b",
                HEAD + "|host=b",
                HEAD + "|host=a|host=b",
                ":method=GET|:scheme=http|:authority=a|:authority=b|:path=/x",
                ":method=GET|:scheme=http|:authority=user@a|:path=/x",
                ":method=GET|:scheme=http|:authority=a/b|:path=/x",
                ":method=GET|:scheme=http|:authority=|:path=/x",
                ":method=GET|:scheme=http|:authority=a|:path=",
                ":method=GET|:scheme=http|:authority=a",
                ":method=GET|:scheme=http|:authority=a|:path=/x|:path=/y",
                ":method=GET|:scheme=http|:authority=a|:path=http://b/x",
                ":method=GET|:scheme=http|:authority=a|:path=x",
                ":method=GET|:scheme=http|:authority=a|:path=*",
                ":method=GET|:scheme=http|:authority=a|:path=/x#y",
                ":method=GET|:scheme=http|:authority=a|:path=/x HTTP/1.1\r\nx: y",
                ":method=GET /y HTTP/1.1\r\nx: y|:scheme=http|:authority=a|:path=/x",
                ":method=GET|:scheme=http://b/?|:authority=a|:path=/x",
                ":method=GET|:authority=a|:path=/x",
                ":scheme=http|:authority=a|:path=/x",
                ":method=CONNECT|:authority=a:443",
                ":method=CONNECT|:protocol=websocket|:scheme=http|:authority=a|:path=/x",
                HEAD + "|:unknown=1",
                "x=1|" + HEAD,
                HEAD + "|connection=close",
                HEAD + "|keep-alive=1",
                HEAD + "|proxy-connection=close",
                HEAD + "|upgrade=h2c",
                HEAD + "|te=gzip",
                HEAD + "|X-Upper=1",
                HEAD + "|x y=1",
                HEAD + "|x\r\nhost: b=1",
                HEAD + "|x=1\r\nhost: b",
                HEAD + "|x=1\nhost: b",
                HEAD + "|x=a\u0000b",
                HEAD + "|content-length=5",
                ":method=POST|:scheme=http|:authority=a|:path=/x|transfer-encoding=chunked",
                ":method=POST|:scheme=http|:authority=a|:path=/x|content-length=0|content-length=5",
                ":method=POST|:scheme=http|:authority=a|:path=/x|content-length=+0",
            })
    void ambiguous_isRefused(String fields) {
        int before = origin.count();
        try (FrameConnection client = connect()) {
            client.send(HEADERS, END_HEADERS | END_STREAM, 1, block(fields));

            assertThat(client.status()).isIn(400, 0, -1);
            assertThat(origin.count()).isEqualTo(before);
        }
    }

    @Test
    void cutContent_endsItsStreamAlone() {
        Promise<HttpServerRequest> asked = Promise.promise();
        origin.thenAnswer(request -> {
            request.response().putHeader("content-length", "10").write("half");
            asked.complete(request);
        });
        try (FrameConnection client = connect()) {
            client.get(1, "/cut");
            assertThat(client.status()).isEqualTo(200);
            Async.await(asked.future()).connection().close();
            Frame last = client.next();
            while (last.type() != RST_STREAM) {
                last = client.next();
            }
            assertThat(last.stream()).isEqualTo(1);
            client.get(3, "/whole");
            assertThat(client.status()).isEqualTo(200);
        }
    }

    @Test
    void streamThatTheClientResets_isAbandoned() {
        Promise<Void> dropped = Promise.promise();
        origin.thenAnswer(request -> request.response().closeHandler(gone -> dropped.complete()));
        try (FrameConnection client = connect()) {
            int asked = origin.count();
            client.send(HEADERS, END_HEADERS | END_STREAM, 1, block(HEAD.replace("GET", "POST") + "|content-length=0"));
            origin.awaitCount(asked + 1);
            client.send(RST_STREAM, 0, 1, new byte[] {0, 0, 0, 8});

            Async.await(dropped.future());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Upgrade: h2c|Connection: Upgrade, HTTP2-Settings|Connection: close|HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA|",
                "Upgrade: h2c|Connection: Upgrade|Connection: close|",
                "Upgrade: websocket, h2c|Connection: Upgrade|Connection: close|",
            })
    void upgrade_isAnsweredInHttp11(String fields) {
        String answer = RawClient.exchange(
                gateway.port(), ("GET /upgrade HTTP/1.1|Host: a|" + fields + "|").replace("|", "\r\n"));

        assertThat(answer).startsWith("HTTP/1.1 200").endsWith("hello").doesNotContain("h2c");
    }

    /** Who has begun with HTTP/2 has nothing read as HTTP/1.1 afterwards. */
    @Test
    void requestInHttp11_behindTheBeginningOfHttp2_isNone() {
        int before = origin.count();
        String answer = RawClient.exchange(
                gateway.port(), "PRI * HTTP/2.0||SM||GET /x HTTP/1.1|Host: a||".replace("|", "\r\n"));

        assertThat(answer).doesNotContain("HTTP/1.1").contains("not SETTINGS");
        assertThat(origin.count()).isEqualTo(before);
    }

    /** The server's own reading of an upgrade would take the first. */
    @Test
    void upgradeWithTwoHosts_isRefused() {
        String request =
                "GET / HTTP/1.1|Host: a|Host: b|Upgrade: h2c|Connection: Upgrade, HTTP2-Settings|Connection: close"
                        + "|HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA||";

        assertThat(RawClient.exchange(gateway.port(), request.replace("|", "\r\n")))
                .startsWith("HTTP/1.1 400");
    }
}
