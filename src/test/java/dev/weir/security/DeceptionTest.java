package dev.weir.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawConnection;
import dev.weir.testing.RawOrigin;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A victim is made to ask for its own page by a name under which it would be stored (Gil 2017; Mirheidari and others 2020).
 * The operator here trusts all below {@code /static/}, and has it stored whatever cookies say; {@code /account} is passed.
 */
class DeceptionTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer().outlived();

    private static final AtomicReference<String> FIELDS = new AtomicReference<>("");

    private static RawOrigin origin;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        origin = RawOrigin.answeringEach(request ->
                "HTTP/1.1 200 OK|" + FIELDS.get() + "Content-Type: text/html|Content-Length: 13||page of Alice");
        gateway = Gateway.of("""
                listen: { port: 0 }
                admin: { port: 0 }
                redis: { endpoints: [ "%s" ], command-timeout: 2s }
                origins: { o: { servers: [ "%s" ] } }
                routes:
                  - { name: static, match: { path: "/static/**" }, origin: o, cache: { default-ttl: 60s, cookies: ignore } }
                  - { name: account, match: { path: "/account/**" }, origin: o, cache: off }
                  - { name: all, match: { path: "/**" }, origin: o, cache: { default-ttl: 60s } }
                """.formatted(REDIS.uri(), origin.address()));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        origin.close();
    }

    private static String ask(String target, String fields) {
        try (RawConnection client = new RawConnection(gateway.port())) {
            String answer = client.send("GET " + target + " HTTP/1.1|Host: a|" + fields + "Connection: close||")
                    .readToEnd();
            gateway.awaitMeter("weir_flights", 0);
            return answer;
        }
    }

    private static void assertNothingIsStored(String target, String fields) {
        for (int i = 0; i < 2; i++) {
            assertThat(ask(target, "Cookie: session=alice|"))
                    .contains("page of Alice")
                    .doesNotContain("stored", "weir; hit");
        }
        assertThat(ask(target, fields)).doesNotContain("weir; hit");
    }

    /** What the origin may take for /account. */
    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(
            strings = {
                "/static/../account",
                "/static/%2e%2e/account",
                "/static/.%2e/account",
                "/static/..%2faccount",
                "/static/..%2Faccount",
                "/static%2f..%2faccount",
                "/static/%2e%2e%2faccount",
                "/static/..\\account",
                "/static/..%5caccount",
                "/static/%2e%2e%5caccount",
                "/static/..;/account",
                "/static/..;x=y/account",
                "/static/..%3b/account",
                "/static/%252e%252e/account",
                "/static/%252e%252e%252faccount",
                "/static/..%252faccount",
                "/static/%25252e%25252e/account",
                "/static/%c0%ae%c0%ae/account",
                "/static/..%c0%afaccount",
                "/static/..%c1%9caccount",
                "/static/a/..%2f..%2faccount/x.css",
                "/static/../account/x.css",
                "/static/..%2faccount%3fx.css",
                "/static/x%00.css",
                "/static/x%0a.css",
                "/static/x%0d%0ay.css",
                "/account/../static/x.css",
                "/account/%2e%2e/static/x.css",
                "/account/..%2fstatic/x.css",
                "/account/..;/static/x.css",
                "/account;/../static/x.css",
                "/account/x.css",
                "/account/%78.css"
            })
    void aPathThatMayMeanAnother_isPassed(String target) {
        FIELDS.set("");
        assertNothingIsStored(target, "");
    }

    /** Ordinary paths are stored all the same. */
    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(
            strings = {
                "/static/a.css",
                "/static/a%20b.css",
                "/static/a%2fb.css",
                "/static/100%25.css",
                "/static/a..b/c.css",
                "/static/%e4%b8%ad.css",
                "/static/a;v=1.css",
                "/static/x/../a.css",
                "/static/%7Ea.css",
                "/static/..a/b",
                "/static/a%3fb"
            })
    void anOrdinaryPath_isStored(String target) {
        FIELDS.set("");
        ask(target, "Cookie: session=alice|");
        assertThat(ask(target, "")).contains("weir; hit");
    }

    /** Elsewhere the operator vouches for nothing: what carries a cookie is stored only where the origin says so. */
    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(
            strings = {
                "/profile",
                "/profile/x.css",
                "/profile/x.js",
                "/profile;x.css",
                "/profile%3bx.css",
                "/profile%23x.css",
                "/profile%3fx.css",
                "/profile%0ax.css",
                "/profile%00x.css",
                "/profile/.css",
                "/profile.css",
                "/profile/x.avif",
                "/robots.txt/../profile",
                "/profile?x.css"
            })
    void aPageForWhoeverHasACookie_isNotStored_whateverItsNameEndsWith(String target) {
        FIELDS.set("");
        assertNothingIsStored(target, "");
    }

    /** Nor does the operator's word stand against the origin's. */
    @Test
    void whatTheOriginKeepsForOne_isNotStored_whereverItStands() {
        for (String fields : List.of(
                "Cache-Control: private|",
                "Cache-Control: no-store|",
                "Cache-Control: PRIVATE, max-age=60|",
                "Cache-Control: max-age=60|Cache-Control: no-store|",
                "Set-Cookie: session=alice|",
                "Vary: *|")) {
            FIELDS.set(fields);
            assertNothingIsStored("/static/" + fields.hashCode() + ".css", "");
        }
        FIELDS.set("");
        assertThat(ask("/static/authorized.css", "Authorization: Basic eDp5|")).doesNotContain("stored");
        assertThat(ask("/static/authorized.css", "")).doesNotContain("weir; hit");
    }
}
