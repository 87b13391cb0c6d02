package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** What the log says, and what it never says. */
class LogTest {
    private static final String PASSWORD = "s3cret-of-redis";
    private static final String TOKEN = "s3cret-of-admin";

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer(PASSWORD);

    private final ScriptedOrigin origin = new ScriptedOrigin();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stop() {
        root.detachAppender(log);
        origin.close();
    }

    private Gateway start(String more) {
        return Gateway.of("""
                listen: { port: 0 }
                admin: { port: 0, token: %s }
                event-loops: 2
                redis: { endpoints: [ '%s' ] }
                origins: { shop: { servers: [ '%s' ] } }
                routes: [ { name: all, match: { path: '/**' }, origin: shop } ]
                %s
                """.formatted(TOKEN, REDIS.uri(), origin.address(), more));
    }

    private List<String> lines() {
        return new ArrayList<>(log.list)
                .stream()
                        .map(event -> event.getLevel() + " " + event.getFormattedMessage()
                                + (event.getThrowableProxy() == null
                                        ? ""
                                        : " " + event.getThrowableProxy().getMessage()))
                        .toList();
    }

    private long count(String text) {
        return lines().stream().filter(line -> line.contains(text)).count();
    }

    private static Received admin(Gateway gateway, HttpMethod method, String uri, String body) {
        return Async.await(gateway.client()
                .request(method, gateway.adminPort(), "127.0.0.1", uri)
                .compose(request -> Gateway.received(request.putHeader("authorization", "Bearer " + TOKEN)
                        .putHeader("content-type", "application/json")
                        .send(body))));
    }

    @Test
    void secretsAndContents_neverReachIt_howeverMuchIsTold() {
        origin.alwaysAnswer(request -> request.response()
                .putHeader("cache-control", "max-age=60")
                .putHeader("set-cookie", "id=s3cret-of-origin")
                .end("s3cret-content"));
        try (Gateway gateway = start("logging: { level: info, levels: { dev.weir: trace, io.vertx: debug } }")) {
            gateway.get("/1", "authorization", "Bearer s3cret-of-client", "cookie", "id=s3cret-of-client")
                    .assertBody("s3cret-content");
            gateway.get("/2").assertStatus(200);
            admin(gateway, HttpMethod.PUT, "/v1/log-levels", "{\"levels\":{\"dev.weir.x\":\"trace\"}}")
                    .assertStatus(200);
            admin(gateway, HttpMethod.POST, "/v1/purge", "{\"all\":true}").assertStatus(200);
        }
        assertThat(lines()).isNotEmpty().noneMatch(line -> line.contains("s3cret"));
    }

    @Test
    void levels_areChangedWhileItRuns_andTakenBack() {
        Logger logger = (Logger) LoggerFactory.getLogger("dev.weir.redis");
        try (Gateway gateway = start("")) {
            Received changed =
                    admin(gateway, HttpMethod.PUT, "/v1/log-levels", "{\"levels\":{\"dev.weir.redis\":\"trace\"}}");
            assertThat(new JsonObject(changed.body()).getJsonObject("levels").getString("dev.weir.redis"))
                    .isEqualTo("trace");
            assertThat(logger.isTraceEnabled()).isTrue();
            admin(gateway, HttpMethod.PUT, "/v1/log-levels", "{\"levels\":{\"dev.weir.redis\":null}}")
                    .assertStatus(200);
            assertThat(logger.getLevel()).isNull();
            Received refused =
                    admin(gateway, HttpMethod.PUT, "/v1/log-levels", "{\"levels\":{\"a b\":\"info\",\"c\":7}}");
            assertThat(refused.assertStatus(400).body()).contains("#/levels/a b", "#/levels/c");
        }
    }

    @Test
    void originThatFails_isALine_andOneWhenItAnswersAgain() {
        try (Gateway gateway = start("")) {
            gateway.get("/0").assertStatus(200);
            origin.alwaysAnswer(request -> request.response().setStatusCode(503).end());
            for (int i = 1; i <= 20; i++) {
                gateway.get("/" + i).assertStatus(503);
            }
            assertThat(count("Origin shop")).isEqualTo(1);
            origin.alwaysAnswer(request -> request.response().end());
            gateway.get("/21").assertStatus(200);
            gateway.get("/22").assertStatus(200);
        }
        assertThat(count("Origin shop")).isEqualTo(2);
        assertThat(count("answers again")).isEqualTo(1);
    }

    @Test
    void gatewaysThatComeAndGo_areALineEach() {
        try (Gateway first = start("")) {
            first.get("/").assertStatus(200);
            try (Gateway second = start("")) {
                Async.until(
                        () -> lines().stream().anyMatch(line -> line.matches("INFO Fleet: \\w+ is part of it")),
                        "a line for the second");
                second.get("/").assertStatus(200);
            }
            Async.until(
                    () -> lines().stream().anyMatch(line -> line.matches("INFO Fleet: \\w+ has left")),
                    "a line when it leaves");
        }
    }
}
