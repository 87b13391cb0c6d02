package dev.weir.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawConnection;
import dev.weir.testing.RawOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What one client sends never chooses what others get. The origin here falls for everything: it repeats each request in its
 * answer, lets any client have it stored, and chokes on what is unusual.
 */
class PoisoningTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer().outlived();

    private static RawOrigin origin;
    private static Gateway gateway;
    private static int paths;

    private String path;

    @BeforeAll
    static void start() {
        origin = RawOrigin.answeringEach(PoisoningTest::answer);
        gateway = Gateway.of("""
                listen: { port: 0 }
                admin: { port: 0 }
                redis: { endpoints: [ "%s" ], command-timeout: 2s }
                origins: { o: { servers: [ "%s" ] } }
                routes:
                  - { name: keyed, match: { path: "/keyed/**" }, origin: o, cache: { key: { headers: [ x-original-url, x-http-method-override ] } } }
                  - { name: unsaid, match: { path: "/unsaid/**" }, origin: o, cache: { default-ttl: 60s, fixed-ttl: 60s, ttl-by-status: { 4xx: 60s, 5xx: 60s } } }
                  - { name: named, match: { path: "/named/**" }, origin: o, cache: { ttl-by-status: { 400: 60s, 405: 60s, 501: 60s } } }
                  - { name: off, match: { path: "/off/**" }, origin: o, cache: off }
                  - { name: all, match: { path: "/**" }, origin: o }
                """.formatted(REDIS.uri(), origin.address()));
    }

    /** X-Status asks for a status. Under /unsaid and /named nothing is said of how long the answer is good. */
    private static String answer(String request) {
        String status = request.contains("Status: ") ? request.split("Status: ", 2)[1].substring(0, 3) : "200";
        boolean silent = request.contains(" /unsaid/") || request.contains(" /named/");
        String content = request.startsWith("HEAD ") ? "" : request.replace('|', '!');
        String length = request.startsWith("HEAD ") ? "|" : "|Content-Length: " + content.length() + "|";
        return "HTTP/1.1 " + status + " Said" + (silent ? "" : "|Cache-Control: max-age=60") + length + "|" + content;
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

    private static String ask(String head) {
        String answer;
        try (RawConnection client = new RawConnection(gateway.port())) {
            answer = client.send(head.replaceFirst("\\|\\|", "|Connection: close||"))
                    .readToEnd();
        }
        gateway.awaitMeter("weir_flights", 0);
        return answer;
    }

    private static String get(String target, String... fields) {
        return ask("GET " + target + " HTTP/1.1|Host: a|"
                + String.join(
                        "", List.of(fields).stream().map(field -> field + "|").toList()) + "|");
    }

    private void assertNobodyElseSees(String evil, String target) {
        assertThat(get(target))
                .startsWith("HTTP/1.1 200 ")
                .contains("GET " + target + " ")
                .doesNotContain(evil);
    }

    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(
            strings = {
                "X-Forwarded-Host",
                "X-Forwarded-Scheme",
                "X-Forwarded-Proto",
                "X-Forwarded-Port",
                "X-Forwarded-For",
                "X-Forwarded-Prefix",
                "X-Forwarded-Server",
                "X-Forwarded-Ssl",
                "Forwarded",
                "X-Original-URL",
                "X-ORIGINAL-URL",
                "X-Rewrite-URL",
                "X-Original-Host",
                "X-Host",
                "X-HTTP-Method",
                "X-HTTP-Method-Override",
                "X-Method-Override",
                "Range",
                "If-Range",
                "If-Match",
                "If-None-Match",
                "If-Modified-Since",
                "Expect",
                "TE",
                "Trailer",
                "Upgrade",
                "Proxy-Authorization",
                "Keep-Alive"
            })
    void whatIsNotInTheKey_doesNotReachTheOrigin(String field) {
        for (String head : List.of("GET " + path, "HEAD " + path)) {
            ask(head + " HTTP/1.1|Host: a|" + field + ": evil||");
        }
        assertNobodyElseSees("evil", path);
        if (!field.equals("If-Match")) {
            assertThat(origin.everything()).doesNotContain(field + ": evil");
        }
    }

    @Test
    void whatTheRouteKeys_reachesTheOrigin_underItsOwnKey() {
        String target = "/keyed" + path;
        assertThat(get(target, "X-Original-URL: evil", "X-HTTP-Method-Override: PUT"))
                .contains("X-Original-URL: evil", "X-HTTP-Method-Override: PUT");
        assertNobodyElseSees("evil", target);
        assertThat(get(target, "X-Original-URL: evil", "X-HTTP-Method-Override: PUT"))
                .contains("weir; hit");
    }

    @Test
    void anotherMethod_isNamedInRequestsThatMayChangeSomething() {
        String post = " HTTP/1.1|Host: a|Content-Length: 0|X-HTTP-Method-Override: DELETE|X-Original-URL: evil||";
        assertThat(ask("POST " + path + post))
                .contains("X-HTTP-Method-Override: DELETE")
                .doesNotContain("evil");
        assertThat(ask("POST /off" + path + post)).contains("X-HTTP-Method-Override: DELETE", "X-Original-URL: evil");
        assertNobodyElseSees("DELETE", path);
    }

    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(
            strings = {
                "Content-Length: 4||evil",
                "Transfer-Encoding: chunked||4|evil|0||",
                "Content-Length: 4|Content-Type: application/x-www-form-urlencoded||evil"
            })
    void getWithContent_isNeverStored(String content) {
        for (int i = 0; i < 2; i++) {
            String answer = ask("GET " + path + " HTTP/1.1|Host: a|" + content);
            assertThat(answer).contains("fwd=method", "evil").doesNotContain("stored", "hit");
        }
        assertNobodyElseSees("evil", path);
        assertThat(ask("GET " + path + " HTTP/1.1|Host: a|" + content)).contains("fwd=method", "evil");
    }

    @Test
    void range_isCutFromWhatEverybodyGets() {
        assertThat(get(path, "Range: bytes=0-3")).startsWith("HTTP/1.1 206 ").endsWith("\r\nGET ");
        assertNobodyElseSees("range", path);
        assertThat(get(path)).contains("weir; hit");
    }

    /** What an origin could tell apart is never merged: each gets its own answer, first and again. */
    @Test
    void targetsThatDiffer_neverShareAnAnswer() {
        List<String> targets = new ArrayList<>();
        for (String end :
                ("a A a/ /a ./a x/../a %61 a;x a;x=1 a;x=2 a%3bx a%2fb a%2Fb a/b a%252fb %c0%afa a? a?x a?x= a?x=1 "
                                + "a?x=1&x=2 a?x=2&x=1 a?x=1;x=2 a?x=1;y=2 a?y=2;x=1 a?x=1&y=2 a?x=%31 a?x=1%20 a?x=1+ a?X=1 a?x[]=1 a?x%5b%5d=1 "
                                + "a?utm_source=1 a?_method=PUT a?callback=f a%3fx a%23x a%00 a%00b a%0d%0ab a\\b a%5cb a. a%20 a%c3%a9 a%e9 "
                                + "..%2fa ..%5ca %2e%2e/a ..;/a")
                        .split(" ", -1)) {
            targets.add(path + "/" + end);
        }
        for (int round = 0; round < 2; round++) {
            for (String target : targets) {
                assertThat(get(target)).contains("\r\nGET " + target + " HTTP/1.1\r\n");
            }
        }
    }

    /** Only what the origin is sent in one form is one. */
    @Test
    void hostsThatDiffer_neverShareAnAnswer() {
        for (int round = 0; round < 2; round++) {
            for (String host : List.of("a", "A", "a:80", "a.", "A.:80", "a:81", "a:8080", "b", "a.b")) {
                String sent = host.toLowerCase(Locale.ROOT).replaceFirst(":80$", "");
                for (String line : List.of("GET " + path, "GET http://" + host + path)) {
                    assertThat(ask(line + " HTTP/1.1|Host: " + host + "||")).contains("\r\nhost: " + sent + "\r\n");
                }
            }
        }
        assertThat(origin.requests().stream().filter(request -> request.contains(" " + path + " ")))
                .hasSize(6);
    }

    static final String TOO_LONG = "X-Long: " + "y".repeat(5_000);

    /** An error that one request's fields brought about, said by the origin itself to be good for others, is not. */
    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 413, 414, 431, 500, 501, 502, 503})
    void errorsOfUnusualRequests_areNotStored(int status) {
        for (String unusual : List.of(TOO_LONG, "X-Byte: \u00e9", "Cookie: " + "c".repeat(5_000))) {
            for (String target : List.of(path, "/unsaid" + path, "/named" + path)) {
                assertThat(get(target, "X-Status: " + status, unusual))
                        .startsWith("HTTP/1.1 " + status)
                        .doesNotContain("stored");
                assertNobodyElseSees("X-Status", target);
            }
            takeAPath();
        }
    }

    /** Of a usual request an error is stored where the origin says so, or the operator names the very status. */
    @ParameterizedTest
    @CsvSource({
        "400, true, false, true", "405, true, false, true", "414, true, false, false", "431, true, false, false",
        "501, true, false, true", "404, true, true, false", "403, true, true, false", "503, true, true, false"
    })
    void errorsOfUsualRequests_areStoredOnlyWhereSomebodySaidSo(
            int status, boolean byOrigin, boolean byClass, boolean byName) {
        assertThat(isStored(path, status)).isEqualTo(byOrigin);
        assertThat(isStored("/unsaid" + path, status)).isEqualTo(byClass);
        assertThat(isStored("/named" + path, status)).isEqualTo(byName);
    }

    private static boolean isStored(String target, int status) {
        get(target, "X-Status: " + status);
        return get(target).startsWith("HTTP/1.1 " + status);
    }
}
