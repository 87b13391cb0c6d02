package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.ConfigReader;
import dev.weir.config.Configuration;
import dev.weir.config.WeirSettings;
import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PURGE on the port for clients, as tools for other caches send it: two gateways on one Redis. */
class PurgeMethodTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final String HOST = "shop.example";

    private ScriptedOrigin origin;
    private Gateway gateway;
    private Gateway other;

    @BeforeEach
    void start() {
        REDIS.empty();
        origin = new ScriptedOrigin().alwaysAnswer(PurgeMethodTest::answer);
        gateway = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly());
        other = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly());
    }

    @AfterEach
    void stop() {
        gateway.close();
        other.close();
        origin.close();
    }

    private static void answer(HttpServerRequest request) {
        request.response()
                .putHeader("cache-control", "max-age=60, stale-while-revalidate=60")
                .putHeader("surrogate-key", "page " + request.path().substring(1))
                .putHeader("cache-groups", "\"group of " + request.path().substring(1) + '"')
                .end("content");
    }

    private void store(String uri) {
        gateway.get(uri, "host", HOST);
        List.of(gateway, other).forEach(each -> {
            gateway.awaitMeter("weir_flights", 0);
            each.get(uri, "host", HOST).assertHit();
        });
    }

    private Received purge(String uri, String... fields) {
        String[] all = new String[fields.length + 2];
        System.arraycopy(fields, 0, all, 2, fields.length);
        all[0] = "host";
        all[1] = HOST;
        return Async.await(gateway.send("PURGE", uri, all));
    }

    private void assertForgotten(String uri) {
        other.get(uri, "host", HOST).assertForwarded("uri-miss");
    }

    private void assertHit(String uri) {
        other.get(uri, "host", HOST).assertHit();
    }

    @Test
    void target_isForgottenByTheFleet_beforeTheAnswer() {
        store("/a?x=1&b=2");
        store("/b");

        Received answer = purge("/a?b=2&x=1").assertStatus(200);

        JsonObject body = new JsonObject(answer.body());
        assertThat(body.getJsonArray("confirmed")).hasSize(2);
        assertThat(body.getJsonArray("pending")).isEmpty();
        assertThat(body.getJsonArray("detached")).isEmpty();
        assertForgotten("/a?x=1&b=2");
        assertHit("/b");
        assertThat(origin.seen()).extracting(ScriptedOrigin.Seen::method).containsOnly("GET");
    }

    @ParameterizedTest
    @CsvSource({"surrogate-key, a", "surrogate-key, 'none, a'", "cache-tag, 'none,a'", "cache-groups, '\"group of a\"'"
    })
    void groups_areForgotten_andNotTheTarget(String field, String value) {
        store("/a");
        store("/b");

        purge("/b", field, value).assertStatus(200);

        assertForgotten("/a");
        assertHit("/b");
    }

    @Test
    void cacheGroups_areOfTheOriginAlone_surrogateKeysOfAll() {
        store("/a");

        Async.await(gateway.send("PURGE", "/", "host", "other.example", "cache-groups", "\"group of a\""))
                .assertStatus(200);
        assertHit("/a");

        Async.await(gateway.send("PURGE", "/", "host", "other.example", "surrogate-key", "a"))
                .assertStatus(200);
        assertForgotten("/a");
    }

    @Test
    void soft_marksStale() {
        store("/a");

        purge("/a", "fastly-soft-purge", "1").assertStatus(200);

        assertThat(other.get("/a", "host", HOST).cacheStatus()).contains("detail=stale");
    }

    @Test
    void whatIsNotUnderstood_isRefused() {
        store("/a");

        purge("/.*", "x-purge-method", "regex").assertStatus(400);
        purge("/a", "cache-groups", "a, b(").assertStatus(400);
        purge("/a", "surrogate-key", "*").assertStatus(400);

        assertHit("/a");
    }

    @Test
    void addressThatMayNot_isTold403_whateverItSaysOfItself_andTheOriginNothing() {
        store("/a");
        int before = origin.count();
        try (Gateway strict = Gateway.of(closed(), InstantSource.system())) {
            Received refusal = Async.await(strict.send(
                    "PURGE", "/a", "host", HOST, "x-forwarded-for", "127.0.0.1", "forwarded", "for=127.0.0.1"));

            refusal.assertStatus(403);
            assertThat(refusal.body()).contains("This address may not purge.");
        }
        assertHit("/a");
        assertThat(origin.count()).isEqualTo(before);
    }

    private WeirSettings closed() {
        String yaml = """
                listen: { port: 0, purge-from: [ 10.0.0.0/8, "::1" ] }
                admin: { port: 0 }
                namespace: test
                redis: { endpoints: [ "%s" ] }
                origins: { origin: { servers: [ "%s" ] } }
                routes: [ { name: all, match: { path: "/**" }, origin: origin } ]
                """.formatted(REDIS.uri(), origin.address());
        Configuration read = new ConfigReader(name -> null).read("test", yaml.getBytes(StandardCharsets.UTF_8));
        return ((Configuration.Accepted) read).settings();
    }
}
