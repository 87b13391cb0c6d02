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
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code POST /v1/purge} with {@code refill}, and the hot keys it goes by, over the socket. */
class RefillTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final String HOST = "shop.example";

    private ScriptedOrigin origin;
    private Gateway gateway;

    @BeforeEach
    void start() {
        REDIS.empty();
        origin = new ScriptedOrigin().alwaysAnswer(RefillTest::answer);
        gateway = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly());
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    private static void answer(HttpServerRequest request) {
        request.response()
                .putHeader("cache-control", "max-age=60")
                .putHeader("surrogate-key", request.path().startsWith("/p") ? "products" : "others")
                .end("content");
    }

    private void ask(String uri, int times) {
        for (int i = 0; i < times; i++) {
            gateway.get(uri, "host", HOST, "authorization", "secret", "cookie", "id=1");
        }
        gateway.awaitMeter("weir_flights", 0);
    }

    /** Everything is stored: asked for without credentials first. */
    private void askAll() {
        Stream.of("/p/1", "/p/2?b=1&a=2", "/q").forEach(uri -> gateway.get(uri, "host", HOST));
        ask("/p/1", 1);
        ask("/p/2?b=1&a=2", 5);
        ask("/q", 3);
    }

    private JsonObject purge(String order) {
        Received answer = Async.await(gateway.client()
                .request(HttpMethod.POST, gateway.adminPort(), "127.0.0.1", "/v1/purge")
                .compose(request -> request.putHeader("content-type", "application/json")
                        .send(Buffer.buffer(order))
                        .compose(response -> response.body()
                                .map(body -> new Received(response.statusCode(), response.headers(), body)))));
        return new JsonObject(answer.assertStatus(200).body());
    }

    private List<String> askedAfter(int before, int expected) {
        origin.awaitCount(before + expected);
        return origin.seen().stream().skip(before).map(ScriptedOrigin.Seen::uri).toList();
    }

    @Test
    void hotKeys_areToldByTheirCount() {
        askAll();

        JsonArray keys = new JsonObject(gateway.admin("/v1/hot?n=2").body()).getJsonArray("keys");

        assertThat(keys).hasSize(2);
        assertThat(keys.getJsonObject(0)).isEqualTo(new JsonObject("""
                {"key":"GET http://shop.example/p/2?a=2&b=1","requests":6}"""));
        assertThat(keys.getJsonObject(1).getInteger("requests")).isEqualTo(4);
    }

    @Test
    void purgedUrls_areFetchedAgain_withoutCredentials() {
        askAll();
        int before = origin.count();

        JsonObject answer = purge("""
                {"urls":["http://shop.example/p/1","http://shop.example/p/2?b=1&a=2","http://shop.example/cold"],
                 "refill":true}""");

        assertThat(answer.getInteger("refilling")).isEqualTo(2);
        assertThat(askedAfter(before, 2)).containsExactlyInAnyOrder("/p/2?a=2&b=1", "/p/1");
        assertThat(origin.seen().stream().skip(before).map(ScriptedOrigin.Seen::headers))
                .noneMatch(fields -> fields.contains("cookie") || fields.contains("authorization"));
        gateway.awaitMeter("weir_flights", 0);
        ask("/q", 1);
        gateway.get("/p/1", "host", HOST).assertHit();
        gateway.get("/p/2?b=1&a=2", "host", HOST).assertHit();
        assertThat(origin.count()).isEqualTo(before + 2);
    }

    @Test
    void purgedPrefix_isFetchedAgain_andNothingElse() {
        askAll();
        int before = origin.count();

        assertThat(purge("{\"prefixes\":[\"http://shop.example/p/\"],\"refill\":true}")
                        .getInteger("refilling"))
                .isEqualTo(2);

        assertThat(askedAfter(before, 2)).containsExactlyInAnyOrder("/p/2?a=2&b=1", "/p/1");
    }

    @Test
    void purgedGroup_isFetchedAgain_whereItIsStored() {
        askAll();
        int before = origin.count();

        assertThat(purge("{\"groups\":[\"products\"],\"refill\":true}").getInteger("refilling"))
                .isEqualTo(2);

        assertThat(askedAfter(before, 2)).containsExactlyInAnyOrder("/p/2?a=2&b=1", "/p/1");
        gateway.awaitMeter("weir_flights", 0);
        gateway.get("/q", "host", HOST).assertHit();
    }

    @Test
    void withoutRefill_nothingIsFetched() {
        askAll();
        int before = origin.count();

        assertThat(purge("{\"groups\":[\"products\"]}").containsKey("refilling"))
                .isFalse();

        gateway.get("/q", "host", HOST).assertHit();
        gateway.awaitMeter("weir_flights", 0);
        assertThat(origin.count()).isEqualTo(before);
    }

    @Test
    void spentBudget_putsOff_andForgetsNothing() {
        gateway.close();
        gateway = Gateway.of(oneASecond(), InstantSource.system());
        askAll();
        int before = origin.count();

        assertThat(purge("{\"all\":true,\"refill\":true}").getInteger("refilling"))
                .isEqualTo(3);

        assertThat(askedAfter(before, 3)).containsExactly("/p/2?a=2&b=1", "/q", "/p/1");
    }

    /** Fills begin a second apart, so that they reach the origin in their order. */
    private WeirSettings oneASecond() {
        String yaml = """
                listen: { port: 0 }
                admin: { port: 0 }
                namespace: test
                redis: { endpoints: [ "%s" ] }
                origins: { origin: { servers: [ "%s" ], refresh-budget: 1 } }
                routes: [ { name: all, match: { path: "/**" }, origin: origin } ]
                """.formatted(REDIS.uri(), origin.address());
        Configuration read = new ConfigReader(name -> null).read("test", yaml.getBytes(StandardCharsets.UTF_8));
        return ((Configuration.Accepted) read).settings();
    }
}
