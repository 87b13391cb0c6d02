package dev.weir.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawConnection;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests that two parsers could tell apart differently: refused before the origin sees a byte of them, and with them
 * everything that follows on their connection (RFC 9112 §2.2, §3, §5, §6, §7, §11.2). What is let through arrives whole
 * and alone, framed anew.
 */
class SmugglingTest {
    /** How Transfer-Encoding is spelled so that one parser sees chunks and another does not; the field's name is left out. */
    private static final List<String> CODINGS = List.of(
            " : chunked",
            "\t: chunked",
            ": xchunked",
            ": chunked, identity",
            ": gzip, chunked",
            ": identity, chunked",
            ": chunked, chunked",
            ": \"chunked\"",
            ": chunked;q=1",
            ": ,chunked",
            ": chunked,",
            ": ",
            ": identity",
            ":\u000bchunked",
            ": chunked\u000b",
            ": ch\u0000unked",
            ": chunked\u00a0",
            ":| chunked",
            ":|\tchunked",
            ": identity|Transfer-Encoding: chunked",
            ": chunked|Transfer-Encoding: identity",
            ": chunked|Transfer-Encoding: chunked",
            ": chunked|Content-Length: 4");

    private static final List<String> LENGTHS = List.of(
            "1, 1",
            "1, 2",
            "1|Content-Length: 1",
            "1|Content-Length: 2",
            "0|Content-Length: 1",
            "-1",
            "+1",
            "0x1",
            "1_0",
            "1 0",
            "1;",
            "1.0",
            "1e0",
            "",
            "\u0661",
            "99999999999999999999");

    /** Content behind {@code Transfer-Encoding: chunked}. */
    private static final List<String> CHUNKS = List.of(
            "5;a=b|hello|0||",
            "5;a=\"b|c\"|hello|0||",
            "5;a\nhello|0||",
            "5;a\rb|hello|0||",
            "5 ;a|hello|0||",
            "5 |hello|0||",
            "5\t|hello|0||",
            "5\r|hello|0||",
            " 5|hello|0||",
            "0x5|hello|0||",
            "+5|hello|0||",
            "-5|hello|0||",
            "5.|hello|0||",
            "100000005|hello|0||",
            "80000000|hello|0||",
            "ffffffffffffffff|hello|0||",
            "5\nhello\n0\n\n",
            "|5|hello|0||",
            "0;a||",
            "0 ||",
            "g|hello|0||",
            ";|hello|0||",
            "|");

    /** Request lines, and which resource they mean. */
    private static final List<String> HEADS = List.of(
            "GET /t|",
            "GET /t||",
            "GET|Host: a||",
            " HTTP/1.1|Host: a||",
            "GET HTTP/1.1|Host: a||",
            "GET /t HTTP/0.9|Host: a||",
            "GET /t HTTP/1.2|Host: a||",
            "GET /t HTTP/1.10|Host: a||",
            "GET /t HTTP/01.1|Host: a||",
            "GET /t HTTP/2.0|Host: a||",
            "GET /t HTTP/11|Host: a||",
            "GET /t http/1.1|Host: a||",
            "GET /t HTTP /1.1|Host: a||",
            "GET /t HTTPS/1.1|Host: a||",
            "GET /t ICY/1.1|Host: a||",
            "GET /t HTTP/1.1/|Host: a||",
            "GET  /t HTTP/1.1|Host: a||",
            "GET /t  HTTP/1.1|Host: a||",
            "GET\t/t\tHTTP/1.1|Host: a||",
            "GET\u000b/t HTTP/1.1|Host: a||",
            "GET\u000c/t HTTP/1.1|Host: a||",
            "GET\r/t HTTP/1.1|Host: a||",
            "GET /t HTTP/1.1 |Host: a||",
            "GET /t HTTP/1.1\r|Host: a||",
            "GET /t x HTTP/1.1|Host: a||",
            " GET /t HTTP/1.1|Host: a||",
            "\tGET /t HTTP/1.1|Host: a||",
            "\u0000GET /t HTTP/1.1|Host: a||",
            "\u0001GET /t HTTP/1.1|Host: a||",
            "\u007fGET /t HTTP/1.1|Host: a||",
            "G\u0001T /t HTTP/1.1|Host: a||",
            "G(T /t HTTP/1.1|Host: a||",
            "G:T /t HTTP/1.1|Host: a||",
            "GET /t\u0000 HTTP/1.1|Host: a||",
            "GET /t\u007f HTTP/1.1|Host: a||",
            "GET /t\u00e9 HTTP/1.1|Host: a||",
            "GET /t#x HTTP/1.1|Host: a||",
            "GET \\\\t HTTP/1.1|Host: a||",
            "GET t HTTP/1.1|Host: a||",
            "GET ?t HTTP/1.1|Host: a||",
            "GET http://b/t HTTP/1.1|Host: a||",
            "GET http://a:81/t HTTP/1.1|Host: a||",
            "GET http://b@a/t HTTP/1.1|Host: a||",
            "GET https://a/t HTTP/1.1|Host: a||",
            "GET ftp://a/t HTTP/1.1|Host: a||",
            "GET http:/t HTTP/1.1|Host: a||",
            "GET http:///t HTTP/1.1|Host: a||",
            "GET a:80 HTTP/1.1|Host: a||",
            "CONNECT a:80 HTTP/1.1|Host: a:80||",
            "CONNECT /t HTTP/1.1|Host: a||",
            "GET * HTTP/1.1|Host: a||",
            "POST * HTTP/1.1|Host: a||",
            "GET /t HTTP/1.1||",
            "GET /t HTTP/1.1|Host: a|Host: a||",
            "GET /t HTTP/1.1|Host: a|Host: b||",
            "GET /t HTTP/1.1|Host: a|host: b||",
            "GET /t HTTP/1.1|Host: a, b||",
            "GET /t HTTP/1.1|Host: a b||",
            "GET /t HTTP/1.1|Host: a/b||",
            "GET /t HTTP/1.1|Host: a@b||",
            "GET /t HTTP/1.1|Host:||",
            "GET /t HTTP/1.1|Host: a| b||",
            "GET /t HTTP/1.1|Host : a||",
            "GET /t HTTP/1.1| Host: a||",
            "GET /t HTTP/1.1|\tX: y|Host: a||");

    /** Lines of a head. */
    private static final List<String> FIELDS = List.of(
            "X: a| b",
            "X: a|\tb",
            "X: a| ",
            "X:| b",
            " ",
            "X",
            ": x",
            " : x",
            "X Y: b",
            "X\u0000: b",
            "X\t: b",
            "X\u00a0: b",
            "X\u00e9: b",
            "X(y): b",
            "X[]: b",
            "X\"y\": b",
            "X/y: b",
            "X: \u0000",
            "X: a\rY: b",
            "X: a\nY: b",
            "X: a\u0001",
            "X: a\u007f",
            "X: a\r");

    private static final List<String> LINE_ENDS = List.of(
            "GET /t HTTP/1.1\nHost: a\n\n",
            "GET /t HTTP/1.1|Host: a\nX: y||",
            "GET /t HTTP/1.1|Host: a|X: y|\n",
            "GET /t HTTP/1.1|Host: a|X: y\n\r\n",
            "GET /t HTTP/1.1|Host: a|X: y\r\r\n||",
            "GET /t HTTP/1.1\n|Host: a||");

    private static final String SMUGGLED = "GET /smuggled HTTP/1.1|Host: a|Connection: close||";
    private static final String POST = "POST /t HTTP/1.1|Host: a|";
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked||";

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

    static Stream<String> refused() {
        return Stream.of(
                        CODINGS.stream().map(coding -> POST + "Transfer-Encoding" + coding + "||0||"),
                        CODINGS.stream().map(coding -> POST + "Content-Length: 5|Transfer-Encoding" + coding + "||0||"),
                        LENGTHS.stream().map(length -> POST + "Content-Length: " + length + "||x"),
                        Stream.of(
                                POST + "Content-Length : 1||x",
                                POST + "Content-Length\u00a0: 1||x",
                                "POST /t HTTP/1.0|Host: a|Transfer-Encoding: chunked||0||",
                                "POST /t HTTP/1.0|Host: a|Content-Length: 5|Transfer-Encoding: chunked||0||"),
                        CHUNKS.stream().map(chunks -> CHUNKED + chunks),
                        HEADS.stream(),
                        FIELDS.stream().map(line -> "GET /t HTTP/1.1|Host: a|" + line + "|Z: z||"),
                        LINE_ENDS.stream())
                .flatMap(spellings -> spellings);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void ambiguous_isRefused_withWhateverFollows(String request) {
        arena.send(request + SMUGGLED).assertRefused();
        arena.assertNobodyElseIsHurt();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void ambiguous_isRefused_behindARequestThatIsNot(String request) {
        Arena.Outcome outcome = arena.send("POST /first HTTP/1.1|Host: a|Content-Length: 0||" + request + SMUGGLED);

        assertThat(outcome.replies()).as(outcome.answer()).isBetween(1, 2);
        assertThat(outcome.answer()).startsWith("HTTP/1.1 200 ");
        assertThat(outcome.reached()).startsWith("POST /first ").doesNotContain("/t", "/smuggled");
        arena.assertNobodyElseIsHurt();
    }

    /** How content ends that its sender began well. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "zz|",
                "5;x|hello|",
                "-1|",
                "5|helloXX0||",
                "5|hello0||",
                "5|hello\n0||",
                "0|bad trailer||",
                "5|hello",
                "0|X: y"
            })
    void contentThatGoesWrong_neverLooksWhole(String rest) {
        int before = arena.origin().everything().length();
        try (RawConnection client = new RawConnection(arena.gateway().port())) {
            client.send(CHUNKED + "5|first|");
            Async.until(() -> arena.origin().everything().substring(before).endsWith("first\r\n"), "content");
            client.send(rest);
            if (rest.endsWith("|")) {
                assertThat(client.readToEnd()).startsWith("HTTP/1.1 400 ");
            }
        }
        arena.assertOthersAreAnswered();
        assertThat(arena.origin().everything().substring(before)).doesNotContain("0\r\n\r\n");
        assertThat(arena.origin().requests()).noneMatch(request -> request.contains("first\r\n"));
    }

    static Stream<List<String>> understood() {
        return Stream.of(
                List.of(POST + "transfer-ENCODING: CHUNKED||5|hello|0||", "hello"),
                List.of(POST + "Transfer-Encoding:\tchunked\t||5|hello|0||", "hello"),
                List.of(CHUNKED + "00000005|hello|000||", "hello"),
                List.of(CHUNKED + "5|hello|A|jklmnopqrs|0||", "hellojklmnopqrs"),
                List.of(CHUNKED + "5|hello|0|Host: b|Content-Length: 7|Transfer-Encoding: x||", "hello"),
                List.of(CHUNKED + "5|hello|0|X: a| b||", "hello"),
                List.of(POST + "Content-Length: 5||hello", "hello"),
                List.of(POST + "Content-Length: 05||hello", "hello"),
                List.of(POST + "Content-Length:5  ||hello", "hello"),
                List.of(POST + "Transfer_Encoding: chunked|Content-Length: 5||hello", "hello"),
                List.of(POST + "Transfer-Encoding2: chunked|Content-Length: 5||hello", "hello"),
                List.of("|||" + POST + "Content-Length: 5||hello", "hello"),
                List.of("POST http://A:80/t HTTP/1.1|Host: a|Content-Length: 5||hello", "hello"),
                List.of(POST + "Content-Length: 24||GET /x HTTP/1.1|Host: a", "GET /x HTTP/1.1\r\nHost: a"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("understood")
    void whatIsUnderstood_arrivesWholeAndAlone(List<String> spelling) {
        Arena.Outcome outcome = arena.send(spelling.get(0) + "GET /after HTTP/1.1|Host: a|Connection: close||");

        assertThat(outcome.replies()).as(outcome.answer()).isEqualTo(2);
        assertThat(outcome.answer()).contains("for /t", "for /after");
        List<String> requests = arena.origin().requests();
        String arrived = requests.stream()
                .filter(one -> one.startsWith("POST /t "))
                .reduce((a, b) -> b)
                .orElse("");
        assertThat(arrived.split("\r\n\r\n", 2)[1].replaceAll("(?m)^[0-9a-f]+\r\n|\r\n(?=[0-9a-f]+\r\n|$)", ""))
                .isEqualTo(spelling.get(1));
        assertThat(arrived).containsOnlyOnce("\r\nhost: a\r\n").doesNotContain("ost: b", ": x", ": 7");
        arena.assertNobodyElseIsHurt();
    }
}
