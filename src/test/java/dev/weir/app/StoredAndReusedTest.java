package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a client sees of storing and reusing, over the socket, with a real Redis. */
class StoredAndReusedTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private ScriptedOrigin origin;
    private Gateway gateway;

    @BeforeEach
    void start() {
        REDIS.empty();
        origin = new ScriptedOrigin();
        gateway = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly());
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    private static void answer(HttpServerRequest request, String cacheControl, String body) {
        request.response().putHeader("cache-control", cacheControl).end(body);
    }

    /** The flight leaves the map after the store has the value; until then a request is answered from the flight. */
    private Received getSettled(String uri, String... fields) {
        gateway.awaitMeter("weir_flights", 0);
        return gateway.get(uri, fields);
    }

    @Test
    void firstRequest_misses_secondHits() {
        origin.alwaysAnswer(request -> answer(request, "max-age=60", "content"));

        gateway.get("/a").assertStatus(200).assertBody("content").assertForwarded("uri-miss");
        Received hit = getSettled("/a").assertStatus(200).assertBody("content").assertHit();

        assertThat(hit.cacheStatus()).contains("detail=redis").contains("ttl=");
        assertThat(hit.field("age")).isNotNull();
        assertThat(hit.field("content-length")).isEqualTo("7");
        assertThat(hit.headers().getAll("via")).containsExactly("1.1 weir");
        assertThat(origin.count()).isEqualTo(1);
    }

    @Test
    void storedKeys_areReadable_andExpire() {
        origin.alwaysAnswer(request -> answer(request, "max-age=60", "content"));
        gateway.get("/products/1?b=2&a=1");
        gateway.awaitMeter("weir_flights", 0);

        String keys = REDIS.cli("KEYS", "*");
        assertThat(keys).contains("weir:test:r:{").contains("/products/1?a=1&b=2");
        String key = keys.lines()
                .filter(line -> line.contains("weir:test:r:{"))
                .findFirst()
                .orElseThrow()
                .replaceFirst(".*?weir:", "weir:");
        assertThat(Long.parseLong(REDIS.cli("PTTL", key).replaceAll("[^0-9-]", "")))
                .isPositive();
    }

    @Test
    void head_isAnsweredFromGet_andFillsItself() {
        origin.alwaysAnswer(request -> answer(request, "max-age=60", "content"));

        Received miss = gateway.head("/h").assertStatus(200).assertBody("");
        assertThat(miss.field("content-length")).isEqualTo("7");
        getSettled("/h").assertHit().assertBody("content");
        Received hit = gateway.head("/h").assertHit().assertBody("");
        assertThat(hit.field("content-length")).isEqualTo("7");
        assertThat(origin.seen()).extracting(ScriptedOrigin.Seen::method).containsExactly("GET");
    }

    @Test
    void vary_keepsVariantsApart() {
        origin.alwaysAnswer(request -> {
            request.response().putHeader("vary", "Accept-Language");
            answer(request, "max-age=60", "in " + request.getHeader("accept-language"));
        });

        gateway.get("/v", "accept-language", "de").assertBody("in de").assertForwarded("uri-miss");
        getSettled("/v", "accept-language", "fr").assertBody("in fr").assertForwarded("vary-miss");
        getSettled("/v", "accept-language", "de").assertBody("in de").assertHit();
        getSettled("/v", "accept-language", "fr").assertBody("in fr").assertHit();
        assertThat(origin.count()).isEqualTo(2);
    }

    @Test
    void stale_isValidated_and304Freshens() {
        origin.thenAnswer(request -> {
            request.response().putHeader("etag", "\"v1\"");
            answer(request, "max-age=0", "content");
        });
        origin.thenAnswer(request -> {
            assertThat(request.getHeader("if-none-match")).isEqualTo("\"v1\"");
            request.response()
                    .setStatusCode(304)
                    .putHeader("etag", "\"v1\"")
                    .putHeader("cache-control", "max-age=60")
                    .end();
        });

        gateway.get("/s").assertBody("content");
        Received revalidated =
                getSettled("/s").assertStatus(200).assertBody("content").assertForwarded("stale");
        assertThat(revalidated.cacheStatus()).contains("fwd-status=304");
        getSettled("/s").assertHit().assertBody("content");
        assertThat(origin.count()).isEqualTo(2);
    }

    @Test
    void clientsOwnPrecondition_isAnsweredFromTheStore() {
        origin.alwaysAnswer(request -> {
            assertThat(request.getHeader("if-none-match")).isNull();
            request.response().putHeader("etag", "\"v1\"");
            answer(request, "max-age=60", "content");
        });

        gateway.get("/c", "if-none-match", "\"v1\"").assertStatus(304).assertBody("");
        Received fromStore = getSettled("/c", "if-none-match", "\"v1\"").assertStatus(304);
        assertThat(fromStore.field("etag")).isEqualTo("\"v1\"");
        assertThat(fromStore.field("content-length")).isNull();
        gateway.get("/c").assertHit().assertStatus(200);
        assertThat(origin.count()).isEqualTo(1);
    }

    @Test
    void personalResponses_areNeverStored() {
        origin.alwaysAnswer(request -> {
            if (request.path().equals("/cookie")) {
                request.response().putHeader("set-cookie", "id=1");
            }
            answer(request, request.path().equals("/private") ? "private, max-age=60" : "max-age=60", "mine");
        });

        for (String path : new String[] {"/private", "/cookie"}) {
            gateway.get(path).assertForwarded("uri-miss");
            getSettled(path).assertForwarded("uri-miss");
        }
        gateway.get("/auth", "authorization", "Basic eA==").assertForwarded("uri-miss");
        getSettled("/auth", "authorization", "Basic eA==").assertForwarded("uri-miss");
        assertThat(origin.count()).isEqualTo(6);
        assertThat(REDIS.cli("KEYS", "weir:test:r:*")).doesNotContain("weir:");
    }

    @Test
    void chunkedBody_isStoredWhole() {
        origin.alwaysAnswer(request -> {
            request.response().setChunked(true).putHeader("cache-control", "max-age=60");
            request.response().write("one ");
            request.response().end("two");
        });

        Received miss = gateway.get("/chunks").assertBody("one two");
        assertThat(miss.field("transfer-encoding")).isEqualTo("chunked");
        Received hit = getSettled("/chunks").assertHit().assertBody("one two");
        assertThat(hit.field("content-length")).isEqualTo("7");
        assertThat(hit.field("transfer-encoding")).isNull();
    }

    @Test
    void truncatedBody_breaksTheConnection_andIsNotStored() {
        origin.thenAnswer(request -> {
            request.response().putHeader("content-length", "100").putHeader("cache-control", "max-age=60");
            request.response()
                    .write("half")
                    .onComplete(written -> request.connection().close());
        });
        origin.thenAnswer(request -> answer(request, "max-age=60", "whole"));

        assertThat(gateway.send("GET", "/cut").transform(result -> Future.succeededFuture(result.failed())))
                .satisfies(failed -> assertThat(Async.await(failed)).isTrue());
        getSettled("/cut").assertForwarded("uri-miss").assertBody("whole");
    }

    @Test
    void noContent_hasNoFraming() {
        origin.alwaysAnswer(request -> request.response()
                .setStatusCode(204)
                .putHeader("cache-control", "max-age=60")
                .end());

        for (int i = 0; i < 2; i++) {
            Received none = getSettled("/none").assertStatus(204).assertBody("");
            assertThat(none.field("content-length")).isNull();
            assertThat(none.field("transfer-encoding")).isNull();
        }
    }

    @Test
    void otherMethods_pass_withTheirBody() {
        origin.alwaysAnswer(request ->
                request.body().onSuccess(body -> request.response().end(request.method() + " " + body)));

        Received answer = Async.await(gateway.send("POST", "/orders", Buffer.buffer("three fish")));
        answer.assertStatus(200).assertBody("POST three fish").assertForwarded("method");
        assertThat(origin.seen().get(0).headers().get("content-length")).isEqualTo("10");
    }

    @Test
    void corruptValue_isACountedMiss_andIsOverwritten() {
        origin.alwaysAnswer(request -> answer(request, "max-age=60", "content"));
        gateway.get("/corrupt");
        gateway.awaitMeter("weir_flights", 0);
        String key = "weir:"
                + REDIS.cli("KEYS", "*/corrupt*")
                        .replaceFirst("(?s).*?weir:", "")
                        .strip();
        REDIS.cli("SETRANGE", key, "20", "garbage");

        getSettled("/corrupt").assertForwarded("uri-miss").assertBody("content");
        getSettled("/corrupt").assertHit();
        assertThat(gateway.meter("weir_redis_unreadable_total")).isEqualTo(1);
    }

    @Test
    void outcomes_addUpToTheRequests() {
        origin.alwaysAnswer(request -> answer(request, "max-age=60", "content"));

        gateway.get("/1");
        getSettled("/1");
        getSettled("/1", "if-none-match", "*");
        gateway.head("/2");
        Async.await(gateway.send("POST", "/3"));
        assertThat(gateway.meter("weir_requests_seconds_count")).isEqualTo(5);
    }
}
