package dev.weir.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Gateway;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connection takes fields out of a request (RFC 9110 §7.6.1): never those by which it is framed, told or filed. */
class HopByHopTest {
    private static final String FIELDS = "Authorization: Basic eDp5|Cookie: a=b|X-Forwarded-For: 6.6.6.6|X-Any: mine|"
            + "X-Real-IP: 6.6.6.6|Cache-Control: max-age=9|Accept-Encoding: gzip|Via: 1.1 before|";

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer().outlived();

    private static Arena arena;
    private static int paths;

    @BeforeAll
    static void start() {
        arena = new Arena(origin -> Gateway.before(origin, REDIS.uri(), Gateway.originOnly()));
    }

    @AfterAll
    static void stop() {
        arena.close();
    }

    static Stream<String> named() {
        return Stream.of(
                "Authorization",
                "authorization, COOKIE",
                "Cookie",
                "X-Any",
                "Accept-Encoding",
                "Cache-Control",
                "close, X-Any",
                "X-Any,,,Cookie",
                "X-Any|Connection: Authorization",
                "keep-alive, X-Any, Authorization");
    }

    /** The origin does not see it, so what it answers is nobody else's; what stands for all is not asked for. */
    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("named")
    void aFieldThatIsNamed_goes_andTheAnswerWithIt(String connection) {
        String path = "/named/" + ++paths;
        Arena.Outcome first = arena.send(
                "GET " + path + " HTTP/1.1|Host: a|" + FIELDS + "Connection: close|Connection: " + connection + "||");
        assertThat(first.answer())
                .startsWith("HTTP/1.1 200 ")
                .contains("fwd=request")
                .doesNotContain("stored");
        for (String name : connection.replace("|Connection: ", ",").split("[ ,]+", -1)) {
            assertThat(first.reached().toLowerCase(Locale.ROOT))
                    .doesNotContain("\r\n" + name.toLowerCase(Locale.ROOT) + ":");
        }
        assertThat(arena.send("GET " + path + " HTTP/1.1|Host: a|Connection: close||")
                        .answer())
                .contains("fwd=uri-miss");
        arena.assertNobodyElseIsHurt();
    }

    /** What holds a message together, and what the gateway says in its own name, nobody takes out. */
    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(
            strings = {
                "Host",
                "host, HOST",
                "Content-Length",
                "Transfer-Encoding",
                "X-Forwarded-For",
                "X-Forwarded-Host, X-Forwarded-Proto",
                "Via",
                "Host, X-Forwarded-For, Content-Length"
            })
    void whatHoldsAMessageTogether_stays(String connection) {
        String path = "/kept/" + ++paths;
        for (String content : List.of("Content-Length: 4||body", "Transfer-Encoding: chunked||4|body|0||")) {
            Arena.Outcome outcome = arena.send("POST " + path + " HTTP/1.1|Host: a|" + FIELDS
                    + "Connection: close|Connection: " + connection + "|" + content);
            assertThat(outcome.answer()).startsWith("HTTP/1.1 200 ").endsWith("for " + path);
            assertThat(outcome.reached())
                    .startsWith("POST " + path + " HTTP/1.1\r\n")
                    .contains("\r\nhost: a\r\n", "body")
                    .containsIgnoringCase("\r\nx-forwarded-for: 127.0.0.1\r\n")
                    .containsIgnoringCase("\r\nvia: 1.1 weir-")
                    .doesNotContain("6.6.6.6, ", ", 6.6.6.6");
            assertThat(arena.origin().requests()).last().asString().contains("body");
        }
        arena.assertNobodyElseIsHurt();
    }

    /** On an answer Connection takes out only what is the connection's own to name. */
    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(
            strings = {
                "Connection: Cache-Control|Cache-Control: private|Expires: Thu, 01 Jan 2099 00:00:00 GMT",
                "Connection: Set-Cookie|Set-Cookie: a=b|Cache-Control: max-age=60",
                "Connection: Vary|Vary: *|Cache-Control: max-age=60",
                "Connection: Content-Length|Cache-Control: no-store"
            })
    void anOriginsConnection_neverMakesMoreOfAnAnswer(String fields) {
        try (Arena other = new Arena(fields, origin -> Gateway.before(origin, REDIS.uri(), Gateway.originOnly()))) {
            for (int i = 0; i < 2; i++) {
                String path = "/private/" + fields.hashCode();
                Arena.Outcome outcome = other.send("GET " + path + " HTTP/1.1|Host: a|Connection: close||");
                assertThat(outcome.answer())
                        .endsWith("for " + path)
                        .doesNotContain("stored", "weir; hit")
                        .contains("fwd=uri-miss");
            }
        }
    }
}
