package dev.weir.security;

import static dev.weir.testing.FrameConnection.DATA;
import static dev.weir.testing.FrameConnection.END_HEADERS;
import static dev.weir.testing.FrameConnection.END_STREAM;
import static dev.weir.testing.FrameConnection.HEADERS;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.FrameConnection;
import dev.weir.testing.Gateway;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests in HTTP/2 that would be others in HTTP/1.1 (RFC 9113 §8.1.1, §8.2, §8.3, §10.3; Kettle 2021): none of them
 * reaches the origin, and what else goes on is not hurt.
 */
class DowngradeTest {
    private static final String GET = ":method=GET|:scheme=http|:authority=a|:path=/t";
    private static final String POST = ":method=POST|:scheme=http|:authority=a|:path=/t";

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer().outlived();

    private static Arena arena;

    @BeforeAll
    static void start() {
        arena = new Arena(origin -> Gateway.before(origin, REDIS.uri(), Gateway.originOnly()));
    }

    @AfterAll
    static void stop() {
        arena.close();
    }

    private static FrameConnection connect() {
        return new FrameConnection(arena.gateway().port());
    }

    /** Names and values, {@code =} between them. */
    private static byte[] block(String fields) {
        return FrameConnection.block(Arrays.stream(fields.split("\\|", -1))
                .flatMap(field -> {
                    int equals = field.startsWith("=") ? 0 : field.indexOf('=', 1);
                    return Stream.of(field.substring(0, equals), field.substring(equals + 1));
                })
                .toArray(String[]::new));
    }

    static Stream<String> refused() {
        return Stream.of(
                // Pseudo-fields: missing, twice, empty, unknown, behind others, of a response.
                ":method=GET|:scheme=http|:authority=a",
                ":scheme=http|:authority=a|:path=/t",
                ":method=GET|:authority=a|:path=/t",
                ":method=GET|:scheme=http|:path=/t",
                GET + "|:path=/smuggled",
                GET + "|:method=POST",
                GET + "|:authority=b",
                GET + "|:scheme=https",
                GET.replace("/t", ""),
                GET.replace("=a|", "=|"),
                GET.replace("=GET", "="),
                GET.replace("=http|", "=|"),
                GET + "|:unknown=x",
                GET + "|:status=200",
                "x=y|" + GET,
                ":method=GET|:scheme=http|x=y|:authority=a|:path=/t",
                // A request within a pseudo-field.
                GET.replace("/t", "/t HTTP/1.1\r\nHost: b\r\n\r\nGET /smuggled"),
                GET.replace("/t", "/t HTTP/1.1"),
                GET.replace("/t", "/t\tx"),
                GET.replace("/t", "/t\u0000"),
                GET.replace("/t", "/t#x"),
                GET.replace("/t", "t"),
                GET.replace("/t", "*"),
                GET.replace("/t", "http://b/t"),
                GET.replace("/t", "b:80"),
                GET.replace("/t", "/t\u00e9"),
                GET.replace("GET", "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\nGET"),
                GET.replace("GET", "GET /smuggled"),
                GET.replace("GET", "G\nT"),
                GET.replace("GET", "G(T"),
                GET.replace("=a|", "=a\r\nX: y|"),
                GET.replace("=a|", "=a b|"),
                GET.replace("=a|", "=a/b|"),
                GET.replace("=a|", "=u@a|"),
                GET.replace("=a|", "=a:99999999|"),
                GET.replace("=a|", "=a:x|"),
                GET.replace("=http|", "=http://b/?|"),
                GET.replace("=http|", "=ftp|"),
                GET.replace("=http|", "=http\r\nX: y|"),
                // Another host.
                GET + "|host=b",
                GET + "|host=a|host=b",
                GET + "|host=a:81",
                GET + "|host=a, b",
                GET + "|host=",
                // A line within a field.
                GET + "|x=y\r\nTransfer-Encoding: chunked",
                GET + "|x=y\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a",
                GET + "|x=y\nz: a",
                GET + "|x=y\rz",
                GET + "|x=y\u0000z",
                GET + "|x=y\u007f",
                GET + "|x\r\ny: z=a",
                GET + "|x: y\r\nz=a",
                GET + "|x:y=a",
                GET + "|x y=a",
                GET + "|x\u0000=a",
                GET + "|=a",
                GET + "|X=a",
                GET + "|Transfer-Encoding=chunked",
                GET + "|x(=a",
                GET + "|x\u00e9=a",
                // Fields of the connection.
                GET + "|connection=close",
                GET + "|connection=host",
                GET + "|keep-alive=timeout=5",
                GET + "|proxy-connection=close",
                GET + "|transfer-encoding=chunked",
                GET + "|transfer-encoding=identity",
                GET + "|upgrade=websocket",
                GET + "|te=gzip",
                GET + "|te=trailers, gzip",
                // Lengths.
                GET + "|content-length=1",
                GET + "|content-length=-1",
                GET + "|content-length=+0",
                GET + "|content-length=0|content-length=1",
                GET + "|content-length=0x0",
                GET + "|content-length=99999999999999999999",
                GET + "|content-length=",
                // Methods that are none here.
                ":method=CONNECT|:authority=a",
                ":method=CONNECT|:authority=a:80",
                GET.replace("GET", "CONNECT"),
                ":method=CONNECT|:protocol=websocket|:scheme=http|:authority=a|:path=/t");
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("refused")
    void whatWouldBeAnotherRequest_isRefused(String fields) {
        int before = arena.origin().everything().length();
        try (FrameConnection client = connect()) {
            client.send(HEADERS, END_HEADERS | END_STREAM, 1, block(fields));
            assertThat(client.status()).isIn(400, 0, -1);
        }
        arena.assertNobodyElseIsHurt();
        assertThat(arena.origin().everything().substring(before)).doesNotContain("/t", "smuggled", "x: y");
    }

    /** Content that is not as long as its head says, and what follows it on the connection. */
    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(strings = {"content-length=4", "content-length=6", "content-length=0", "content-length=35"})
    void contentOfAnotherLength_neverLooksWhole(String length) {
        int before = arena.origin().requests().size();
        try (FrameConnection client = connect()) {
            client.send(HEADERS, END_HEADERS, 1, block(POST + '|' + length));
            client.send(DATA, END_STREAM, 1, "hello".getBytes(ISO_8859_1));
            assertThat(client.status()).isIn(400, 502, 0, -1);
        }
        arena.assertOthersAreAnswered();
        assertThat(arena.origin().requests().stream().skip(before)).noneMatch(request -> request.contains("hello"));
    }

    @Test
    void contentIsOneMessage_whateverItLooksLike() {
        String inner = "0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
        for (String length : List.of("", "|content-length=" + inner.length())) {
            try (FrameConnection client = connect()) {
                client.send(HEADERS, END_HEADERS, 1, block(POST + length));
                client.send(DATA, 0, 1, inner.substring(0, 9).getBytes(ISO_8859_1));
                client.send(DATA, END_STREAM, 1, inner.substring(9).getBytes(ISO_8859_1));
                assertThat(client.status()).isEqualTo(200);
            }
            arena.assertNobodyElseIsHurt();
            assertThat(arena.origin().requests())
                    .anyMatch(request -> request.startsWith("POST /t ") && request.contains("/smuggled"))
                    .noneMatch(request -> request.startsWith("GET /smuggled"));
        }
    }

    /** Trailers cannot change what the head said (RFC 9110 §6.5.1, RFC 9113 §8.1). */
    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(
            strings = {
                ":path=/smuggled",
                ":method=GET",
                "host=b",
                "content-length=99",
                "transfer-encoding=chunked",
                "connection=close",
                "x=y\r\nz: a"
            })
    void trailers_changeNothing(String trailer) {
        int before = arena.origin().everything().length();
        try (FrameConnection client = connect()) {
            client.send(HEADERS, END_HEADERS, 1, block(POST));
            client.send(DATA, 0, 1, "hello".getBytes(ISO_8859_1));
            client.send(HEADERS, END_HEADERS | END_STREAM, 1, block(trailer));
            assertThat(client.status()).isIn(200, 400, 502, 0, -1);
        }
        arena.assertOthersAreAnswered();
        assertThat(arena.origin().everything().substring(before))
                .doesNotContain("/smuggled", "host: b", ": 99", "z: a");
    }

    /** A GET with content is nobody else's answer: it is passed with it, or asked without. */
    @Test
    void getWithContent_isNotStoredForOthers() {
        for (String length : List.of("", "|content-length=4")) {
            String path = "/fat" + length.length();
            int before = arena.origin().everything().length();
            try (FrameConnection client = connect()) {
                client.send(HEADERS, END_HEADERS, 1, block(GET.replace("/t", path) + length));
                client.send(DATA, END_STREAM, 1, "evil".getBytes(ISO_8859_1));
                assertThat(client.status()).isEqualTo(200);
            }
            arena.gateway().awaitMeter("weir_flights", 0);
            boolean passed = arena.origin().everything().substring(before).contains("evil");
            Arena.Outcome after = arena.send("GET " + path + " HTTP/1.1|Host: a|Connection: close||");
            assertThat(after.answer())
                    .contains(passed ? "fwd=uri-miss" : "weir; hit")
                    .endsWith("for " + path);
        }
    }

    @Test
    void aStreamThatIsRefused_hurtsNoOtherOfItsConnection() {
        try (FrameConnection client = connect()) {
            client.send(HEADERS, END_HEADERS | END_STREAM, 1, block(GET + "|host=b"));
            assertThat(client.status()).isIn(400, 0);
            client.get(3, "/other");
            assertThat(client.status()).isEqualTo(200);
        }
    }
}
