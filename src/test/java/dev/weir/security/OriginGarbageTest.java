package dev.weir.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawConnection;
import dev.weir.testing.RawOrigin;
import dev.weir.testing.Received;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an origin sends that is no answer, or more than one (RFC 9112 §6.3, §9.2, §11.1): it is nobody's answer, nothing of
 * it is stored, and the connection it came on is not used again.
 */
class OriginGarbageTest {
    private static final String GOOD = "HTTP/1.1 200 OK|Cache-Control: max-age=60|Content-Length: 4||good";
    private static final String OK = "HTTP/1.1 200 OK|Cache-Control: max-age=60|";
    private static final String SPLIT = OK + "Content-Length: 4||evil";

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer().outlived();

    private static final AtomicReference<RawOrigin.Script> SCRIPT = new AtomicReference<>();

    private static RawOrigin origin;
    private static Gateway gateway;
    private static int paths;

    private String path;

    @BeforeAll
    static void start() {
        origin = new RawOrigin((socket, number) -> SCRIPT.get().answer(socket, number));
        gateway = Gateway.impatient(origin.address(), REDIS.uri(), Gateway.originOnly());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        origin.close();
    }

    @BeforeEach
    void takeAPath() {
        path = "/" + ++paths;
    }

    private static void say(NetSocket socket, String bytes) {
        socket.write(Buffer.buffer(bytes.replace("|", "\r\n"), "ISO-8859-1"));
    }

    private String get() {
        try (RawConnection client = new RawConnection(gateway.port())) {
            client.send("GET " + path + " HTTP/1.1|Host: a|Connection: close||");
            return client.readToEnd();
        }
    }

    /** The next client gets what the origin says then, on another connection. */
    private void assertNothingStaysOfIt() {
        int connections = origin.connections();
        SCRIPT.set((socket, number) -> say(socket, GOOD));
        gateway.awaitMeter("weir_flights", 0);
        assertThat(get()).startsWith("HTTP/1.1 200 ").contains("fwd=uri-miss").endsWith("good");
        assertThat(origin.connections()).isEqualTo(connections + 1);
    }

    static Stream<String> broken() {
        return Stream.of(
                "garbage||",
                "HTTP/1.1||",
                "HTTP/1.1 ||",
                "HTTP/1.1 20 OK|Content-Length: 0||",
                "HTTP/1.1 2000 OK|Content-Length: 0||",
                "HTTP/1.1 -200 OK|Content-Length: 0||",
                "HTTP/1.1 abc OK|Content-Length: 0||",
                "HTTP/2.0 200 OK|Content-Length: 0||",
                "HTTP/9.9 200 OK|Content-Length: 0||",
                "ICY 200 OK|Content-Length: 0||",
                "\u0000HTTP/1.1 200 OK|Content-Length: 0||",
                OK + "Content-Length: 4|Content-Length: 5||evil",
                OK + "Content-Length: 4, 5||evil",
                OK + "Content-Length: +4||evil",
                OK + "Content-Length: -4||evil",
                OK + "Content-Length: 0x4||evil",
                OK + "Content-Length: 99999999999999999999||evil",
                OK + "Content-Length: 4|Transfer-Encoding: chunked||4|evil|0||",
                OK + "Transfer-Encoding: chunked|Content-Length: 4||4|evil|0||",
                OK + "X: a\u0000b|Content-Length: 4||evil",
                OK + "X: a\rb|Content-Length: 4||evil",
                OK + "X: a\nb|Content-Length: 4||evil",
                OK + "X\u0001: b|Content-Length: 4||evil");
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("broken")
    void whatIsNotHttp_isABadGateway(String response) {
        SCRIPT.set((socket, number) -> say(socket, response));
        assertThat(get())
                .startsWith("HTTP/1.1 502 ")
                .contains("application/problem+json")
                .doesNotContain("evil");
        assertNothingStaysOfIt();
    }

    static Stream<String> cut() {
        return Stream.of(
                OK + "Content-Length: 5||evil",
                OK + "Transfer-Encoding: chunked||4|evil|",
                OK + "Transfer-Encoding: chunked||4|evil|0|",
                OK + "Transfer-Encoding: chunked||4|evil|zz|",
                OK + "Transfer-Encoding: chunked||4|evil|-1|",
                OK + "Transfer-Encoding: chunked||4|evilXX0||",
                OK + "Transfer-Encoding: chunked||4|evil|0|X: a\u0000b||");
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("cut")
    void whatIsCutShort_isNeverTakenForWhole(String response) {
        SCRIPT.set((socket, number) -> {
            say(socket, response);
            socket.end();
        });
        String answer = get();
        assertThat(answer.startsWith("HTTP/1.1 502 ") || isCut(answer))
                .as(answer)
                .isTrue();
        assertNothingStaysOfIt();
    }

    private static boolean isCut(String answer) {
        return answer.startsWith("HTTP/1.1 200 ")
                && (answer.contains("ontent-length: 5") ? answer.endsWith("evil") : !answer.endsWith("0\r\n\r\n"));
    }

    /** Behind an answer that is whole, in the same piece. */
    static Stream<String> surplus() {
        return Stream.of(
                SPLIT,
                "H",
                "HTTP/1.1 200 OK|",
                "HTTP/1.1 200 OK|Content-Length: 4|",
                "HTTP/1.1 200 OK|Content-Length: 4||ev",
                "evil",
                "|evil",
                "\u0000",
                " ",
                "HTTP/1.1 103 Early Hints|Link: </evil>||",
                "HTTP/1.1 100 Continue||");
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("surplus")
    void moreThanOneAnswer_isNone(String surplus) {
        for (String first : List.of(GOOD, OK + "Content-Length: 0||", OK + "Transfer-Encoding: chunked||4|good|0||")) {
            takeAPath();
            SCRIPT.set((socket, number) -> say(socket, first + surplus));
            String answer = get();
            assertThat(answer.startsWith("HTTP/1.1 502 ") || isCut(answer))
                    .as(answer)
                    .isTrue();
            assertThat(answer).doesNotContain("evil");
            assertNothingStaysOfIt();
        }
    }

    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(strings = {"HTTP/1.1 204 No Content||", "HTTP/1.1 304 Not Modified|ETag: \"a\"||"})
    void contentThatMayNotBe_isNobodysAnswer(String head) {
        SCRIPT.set((socket, number) -> say(socket, head + SPLIT));
        assertThat(get()).doesNotContain("evil");
        assertNothingStaysOfIt();
    }

    @Test
    void contentOfHead_isNobodysAnswer() {
        SCRIPT.set((socket, number) -> say(socket, GOOD.replace("good", SPLIT)));
        assertThat(Async.await(gateway.send("HEAD", path, "cache-control", "no-store"))
                        .body())
                .isEmpty();
        assertNothingStaysOfIt();
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("surplus")
    void whatComesUnasked_endsTheConnection(String surplus) {
        AtomicReference<NetSocket> first = new AtomicReference<>();
        SCRIPT.set((socket, number) -> {
            first.set(socket);
            say(socket, GOOD);
        });
        assertThat(get()).endsWith("good");
        takeAPath();
        AtomicReference<Boolean> closed = new AtomicReference<>(false);
        first.get().closeHandler(gone -> closed.set(true));
        say(first.get(), surplus);
        Async.until(closed::get, "the connection's end");
        assertNothingStaysOfIt();
    }

    @Test
    void emptyLinesBetweenAnswers_areNoAnswer() {
        SCRIPT.set((socket, number) -> say(socket, GOOD + "||"));
        assertThat(get()).endsWith("good");
        int connections = origin.connections();
        takeAPath();
        assertThat(get()).endsWith("good");
        assertThat(origin.connections()).isEqualTo(connections);
    }

    @Test
    void endlessHead_isABadGateway() {
        SCRIPT.set((socket, number) -> flood(socket));
        assertThat(get()).startsWith("HTTP/1.1 502 ");
        assertNothingStaysOfIt();
    }

    private static void flood(NetSocket socket) {
        socket.write("HTTP/1.1 200 OK\r\n");
        for (int i = 0; i < 2_000; i++) {
            socket.write("X-" + i + ": " + "y".repeat(100) + "\r\n");
        }
    }

    /** The gateway does not inflate: what is small on the wire is small in memory, in the store, and at the client. */
    @Test
    void compressedBomb_isPassedAsItIs() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                gzip.write(zeros);
            }
        }
        SCRIPT.set((socket, number) -> {
            say(socket, OK + "Content-Encoding: gzip|Content-Length: " + bomb.size() + "||");
            socket.write(Buffer.buffer(bomb.toByteArray()));
        });
        for (String from : List.of("weir; fwd=uri-miss", "weir; hit")) {
            Received received = gateway.get(path, "host", "a", "accept-encoding", "gzip");
            gateway.awaitMeter("weir_flights", 0);
            assertThat(received.cacheStatus()).startsWith(from);
            assertThat(received.content().getBytes()).isEqualTo(bomb.toByteArray());
        }
    }
}
