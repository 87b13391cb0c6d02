package dev.weir.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.invalidation.Subject;
import dev.weir.redis.RedisServer;
import dev.weir.testing.Gateway;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code GET /v1/explain} of a real gateway. That it says what comes to pass is held by the scenarios. */
class ExplainTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final String HOST = "shop.example";

    private ScriptedOrigin origin;
    private Gateway gateway;

    @BeforeEach
    void start() {
        REDIS.cli("FLUSHALL");
        origin = new ScriptedOrigin()
                .alwaysAnswer(request -> request.response()
                        .putHeader("cache-control", "s-maxage=60")
                        .putHeader("surrogate-key", "products")
                        .putHeader("vary", "accept-language")
                        .end("content"));
        gateway = Gateway.of("""
                listen: { port: 0 }
                admin: { port: 0 }
                namespace: test
                redis: { endpoints: [ "%s" ] }
                origins: { shop: { servers: [ "%s" ] } }
                routes:
                  - name: products
                    match: { path: "/p/**" }
                    origin: shop
                    cache: { near: on, key: { ignore: [ "utm_*" ], cookies: [ currency ] } }
                  - { name: rest, match: { path: "/r/**" }, origin: shop, cache: off }
                """.formatted(REDIS.uri(), origin.address()));
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    private JsonObject explain(String uri, String... fields) {
        StringBuilder query = new StringBuilder("/v1/explain?url=").append(encoded("http://" + HOST + uri));
        for (int i = 0; i < fields.length; i += 2) {
            query.append("&header=").append(encoded(fields[i] + ": " + fields[i + 1]));
        }
        return new JsonObject(gateway.admin(query.toString()).assertStatus(200).body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private static String words(JsonObject explained) {
        return explained.getJsonArray("words").stream()
                .map(JsonObject.class::cast)
                .map(line -> line.getString("about") + ": " + line.getString("says"))
                .collect(Collectors.joining("\n"));
    }

    private void get(String uri, String... fields) {
        String[] all = Arrays.copyOf(fields, fields.length + 2);
        all[fields.length] = "host";
        all[fields.length + 1] = HOST;
        gateway.get(uri, all).assertStatus(200);
        gateway.awaitMeter("weir_flights", 0);
    }

    @Test
    void miss_namesRouteKeyAndWhatIsLeftOutOfIt() {
        JsonObject explained =
                explain("/p/1?b=2&utm_source=x&a=1", "Cookie", "currency=EUR; id=7", "X-Trace", "secret");

        assertThat(words(explained))
                .contains(
                        "route: products, origin shop",
                        "key: GET http://shop.example/p/1?a=1&b=2 c:currency=EUR r:",
                        "not in key: query utm_source=x",
                        "not in key: fields x-trace",
                        "not in key: cookies id",
                        "redis: weir:test:r:{GET%20http://shop.example/p/1?a=1&b=2%20c:currency=EUR%20r:",
                        "next: a miss: the origin is asked: nothing is stored under its key",
                        "Cache-Status: weir; fwd=uri-miss");
        assertThat(explained.encode()).doesNotContain("secret");
        assertThat(origin.count()).isZero();
        assertThat(REDIS.cli("KEYS", "weir:test:r:*")).isBlank();
    }

    @Test
    void hit_isReckonedInNumbers() {
        get("/p/1", "accept-language", "de");

        JsonObject explained = explain("/p/1", "accept-language", "de");

        assertThat(words(explained)).contains("near: GET http://shop.example/p/1", "varies: by accept-language");
        JsonObject freshness = explained.getJsonObject("stored").getJsonObject("freshness");
        assertThat(freshness.getDouble("lifetime")).isEqualTo(60);
        assertThat(freshness.getString("source")).isEqualTo("s-maxage");
        assertThat(freshness.getDouble("ttl") + freshness.getDouble("age")).isBetween(59.99, 60.01);
        assertThat(explained.getJsonObject("next").getString("cache-status")).startsWith("weir; hit; ttl=");
        assertThat(words(explain("/p/1", "accept-language", "en")))
                .contains("next: a miss: the origin is asked: nothing is stored for these values of accept-language");
    }

    @Test
    void purge_isNamed() {
        get("/p/1");
        long id = gateway.purge(new Subject.Group(null, "products")).id();

        JsonObject explained = explain("/p/1");

        assertThat(words(explained))
                .contains(
                        "purged: purge " + id + " of group products came after it was fetched",
                        "next: a miss: the origin is asked: what is stored was purged after it was fetched");
        assertThat(explained.getJsonObject("stored").getString("verdict")).isEqualTo("hard");
    }

    @Test
    void whatIsNeverLookedUp_isToldWhy() {
        assertThat(words(explain("/r/1"))).contains("route: rest", "next: passed to the origin");
        assertThat(words(explain("/elsewhere"))).contains("route: none", "status 404: no route takes it");
        assertThat(words(explain("/p/1", "cache-control", "only-if-cached")))
                .contains("next: answered by the gateway, status 504: only-if-cached");
    }

    @Test
    void asking_countsNothing() {
        get("/p/1");
        double requests = gateway.meter("weir_requests_seconds_count");

        explain("/p/1");
        explain("/p/2");

        assertThat(gateway.meter("weir_requests_seconds_count")).isEqualTo(requests);
        assertThat(gateway.admin("/v1/hot").body()).doesNotContain("/p/2").contains("\"requests\" : 1");
        assertThat(gateway.meter("weir_flights")).isZero();
        assertThat(origin.count()).isEqualTo(1);
    }
}
