package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawClient;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the access log says of requests that were served, and what it never says. */
class AccessLogLinesTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @TempDir
    Path directory = Path.of("");

    private String configuration(URIs uris) {
        return """
                listen: { port: 0 }
                admin: { port: 0 }
                event-loops: 2
                redis: { endpoints: [ '%s' ] }
                origins: { origin: { servers: [ '%s' ] } }
                routes:
                  - { name: shop, match: { path: '/shop/**' }, origin: origin, cache: { cache-status: off } }
                  - { name: quiet, match: { path: '/quiet/**' }, origin: origin }
                access-log: { to: '%s', %s }
                """.formatted(REDIS.uri(), uris.origin(), file(), uris.log());
    }

    private record URIs(String origin, String log) {}

    private Path file() {
        return directory.resolve("access.log");
    }

    private List<JsonObject> lines() throws IOException {
        return Files.readAllLines(file()).stream().map(JsonObject::new).toList();
    }

    @Test
    void eachRequest_isALineThatSaysWhatBecameOfIt() throws IOException {
        try (ScriptedOrigin origin = new ScriptedOrigin();
                Gateway gateway =
                        Gateway.of(configuration(new URIs(origin.address().toString(), "format: json")))) {
            origin.alwaysAnswer(request ->
                    request.response().putHeader("cache-control", "max-age=60").end("the body"));
            String[] fields = {
                "user-agent",
                "test \"1\"",
                "referer",
                "http://from/",
                "traceparent",
                "00-" + TRACE + "-00f067aa0ba902b7-01"
            };
            gateway.get("/shop/1?q=1", fields).assertBody("the body");
            gateway.get("/shop/1?q=1", "authorization", "Bearer s3cret", "cookie", "session=s3cret")
                    .assertStatus(200);
            gateway.get("/nowhere").assertStatus(404);
            RawClient.exchange(gateway.port(), "GET / HTTP/1.1\r\nConnection: close\r\n\r\n");
        }
        Map<String, JsonObject> byOutcome = lines().stream()
                .collect(Collectors.toMap(line -> line.getString("outcome"), Function.identity(), (one, other) -> one));

        JsonObject miss = byOutcome.getOrDefault("forwarded", new JsonObject());
        assertThat(miss.getString("client")).isEqualTo("127.0.0.1");
        assertThat(miss.getString("method")).isEqualTo("GET");
        assertThat(miss.getString("target")).isEqualTo("/shop/1?q=1");
        assertThat(miss.getInteger("status")).isEqualTo(200);
        assertThat(miss.getInteger("bytes")).isEqualTo(8);
        assertThat(miss.getDouble("seconds")).isPositive();
        assertThat(miss.getString("route")).isEqualTo("shop");
        assertThat(miss.getString("cache_status")).startsWith("weir; fwd=uri-miss");
        assertThat(miss.getString("user_agent")).isEqualTo("test \"1\"");
        assertThat(miss.getString("referer")).isEqualTo("http://from/");
        assertThat(miss.getString("trace_id")).isEqualTo(TRACE);
        assertThat(byOutcome.getOrDefault("refused", new JsonObject()).getString("route"))
                .isEqualTo("-");
        assertThat(lines()).hasSize(4);
        assertThat(Files.readString(file())).doesNotContain("s3cret", "the body");
    }

    @Test
    void routes_chooseWhatIsLogged() throws IOException {
        try (ScriptedOrigin origin = new ScriptedOrigin();
                Gateway gateway = Gateway.of(
                        configuration(new URIs(origin.address().toString(), "format: json, routes: [ shop ]")))) {
            gateway.get("/quiet/1").assertStatus(200);
            gateway.get("/nowhere").assertStatus(404);
            gateway.get("/shop/1").assertStatus(200);
        }
        assertThat(lines())
                .singleElement()
                .satisfies(line -> assertThat(line.getString("route")).isEqualTo("shop"));
    }

    @Test
    void fileThatCannotBeOpened_isWhyItDoesNotStart() {
        assertThat(file().toFile().mkdir()).isTrue();
        try (ScriptedOrigin origin = new ScriptedOrigin()) {
            String yaml = configuration(new URIs(origin.address().toString(), "format: json"));
            assertThatThrownBy(() -> Gateway.of(yaml).close()).hasMessageContaining("access-log.to: " + file());
        }
    }
}
