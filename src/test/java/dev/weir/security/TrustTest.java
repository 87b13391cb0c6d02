package dev.weir.security;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.weir.redis.RedisServer;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawConnection;
import dev.weir.testing.RawOrigin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Whom a request can make the gateway talk to, and what the gateway tells of itself. */
class TrustTest {
    private static final String PASSWORD = "pa55word-of-redis";
    private static final String TOKEN = "t0ken-of-the-operator";

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer(PASSWORD);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private RawOrigin internal;
    private RawOrigin origin;
    private Gateway gateway;

    @BeforeEach
    void start() {
        log.start();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).addAppender(log);
        internal = RawOrigin.saying("HTTP/1.1 200 OK|Content-Length: 6||secret");
        origin = RawOrigin.answeringEach(request -> request.contains(" /redirect")
                ? "HTTP/1.1 302 Found|Location: " + internal.address() + "/|Content-Length: 0||"
                : "HTTP/1.1 200 OK|Alt-Svc: h2=\"" + internal.address().getAuthority() + "\"|Content-Length: 4||mine");
        gateway = Gateway.of("""
                listen: { port: 0 }
                admin: { port: 0, token: %s }
                redis: { endpoints: [ "%s" ], command-timeout: 2s }
                origins:
                  o: { servers: [ "%s" ] }
                  dead: { servers: [ "http://127.0.0.1:1" ] }
                routes:
                  - { name: dead, match: { path: "/dead/**" }, origin: dead }
                  - { name: all, match: { path: "/**", methods: [ GET, POST, OPTIONS ] }, origin: o }
                """.formatted(TOKEN, REDIS.uri(), origin.address()));
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
        internal.close();
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).detachAppender(log);
    }

    private static String send(int port, String bytes) {
        try (RawConnection client = new RawConnection(port)) {
            return client.send(bytes).readToEnd();
        }
    }

    /** Where a request goes is the configuration's to say: never the request's, nor an answer's. */
    @ParameterizedTest(name = "{index}: {0}")
    @ValueSource(
            strings = {
                "GET http://INTERNAL/ HTTP/1.1|Host: INTERNAL|",
                "GET http://INTERNAL/ HTTP/1.1|Host: a|",
                "GET http://a@INTERNAL/ HTTP/1.1|Host: INTERNAL|",
                "GET //INTERNAL/ HTTP/1.1|Host: a|",
                "GET /\\INTERNAL/ HTTP/1.1|Host: a|",
                "GET @INTERNAL/ HTTP/1.1|Host: a|",
                "GET :@INTERNAL/ HTTP/1.1|Host: a|",
                "GET / HTTP/1.1|Host: INTERNAL|",
                "GET / HTTP/1.1|Host: a@INTERNAL|",
                "GET / HTTP/1.1|Host: a|X-Forwarded-Host: INTERNAL|",
                "GET / HTTP/1.1|Host: a|Forwarded: host=INTERNAL|",
                "GET / HTTP/1.1|Host: a|X-Original-URL: http://INTERNAL/|",
                "GET / HTTP/1.1|Host: a|X-Original-Host: INTERNAL|",
                "CONNECT INTERNAL HTTP/1.1|Host: INTERNAL|",
                "OPTIONS * HTTP/1.1|Host: INTERNAL|",
                "GET /redirect HTTP/1.1|Host: a|"
            })
    void whereARequestGoes_itDoesNotChoose(String head) {
        String bytes = head.replace("INTERNAL", internal.address().getAuthority());
        String answer = send(gateway.port(), bytes + "Connection: close||");
        send(gateway.port(), "GET /after HTTP/1.1|Host: a|Connection: close||");

        assertThat(answer).matches("(?s)HTTP/1\\.1 (200|302|400) .*").doesNotContain("secret");
        assertThat(internal.connections()).isZero();
    }

    /** Errors, meters, states and the log, whatever goes wrong. */
    @Test
    void secrets_areToldNobody() {
        List<String> told = new ArrayList<>();
        String mine = "Authorization: Bearer my5ecret|Cookie: s=my5ecret|Connection: close|";
        for (String line : List.of(
                "GET /dead/x HTTP/1.1",
                "DELETE /nowhere HTTP/1.1",
                "GET /my5ecret x HTTP/1.1",
                "GET /x HTTP/1.1|Host: my5ecret",
                "GET /x HTTP/1.1|my5ecret",
                "GET /x HTTP/1.1|X: " + "my5ecret".repeat(4_000),
                "POST /x HTTP/1.1|Content-Length: my5ecret")) {
            told.add(send(gateway.port(), line + "|Host: a|" + mine + "|"));
        }
        for (String path : List.of("/metrics", "/v1/status", "/v1/hot", "/health/ready", "/nowhere", "/v1/config")) {
            told.add(send(
                    gateway.adminPort(),
                    "GET " + path + " HTTP/1.1|Host: localhost|Authorization: Bearer " + TOKEN
                            + "|Connection: close||"));
            told.add(send(
                    gateway.adminPort(),
                    "GET " + path + " HTTP/1.1|Host: localhost|Authorization: Bearer my5ecret|Connection: close||"));
        }
        log.list.forEach(event -> told.add(event.getFormattedMessage() + event.getThrowableProxy()));

        assertThat(told)
                .hasSizeGreaterThan(15)
                .allSatisfy(text -> assertThat(text).doesNotContain(PASSWORD, TOKEN, "my5ecret"));
    }

    /** What went wrong within is the log's to say. */
    @Test
    void errorPages_tellNothingOfTheInside() {
        for (String request : List.of(
                "GET /dead/x HTTP/1.1|Host: a|",
                "DELETE /nowhere HTTP/1.1|Host: a|",
                "GET / HTTP/1.1|",
                "GET / HTTP/1.1|Host: <script>alert(1)</script>|",
                "GET /<script> x HTTP/1.1|Host: a|",
                "GET / HTTP/1.1|Host: a|X: \u0000|")) {
            String answer = send(gateway.port(), request + "Connection: close||");
            assertThat(answer)
                    .matches("(?s)HTTP/1\\.[01] (400|404|502) .*")
                    .contains("content-type: application/problem+json", "cache-control: no-store")
                    .doesNotContain(
                            "dev.weir", "io.vertx", "io.netty", "java.", "Exception", "\tat ", "127.0.0.1", "<script");
        }
    }
}
