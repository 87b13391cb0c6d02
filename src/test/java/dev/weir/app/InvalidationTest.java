package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.invalidation.Subject;
import dev.weir.policy.CachingRules;
import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What unsafe requests leave of what is stored (RFC 9111 §4.4), over the socket, with a real Redis. */
class InvalidationTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private ScriptedOrigin origin;
    private Gateway gateway;

    @BeforeEach
    void start() {
        REDIS.empty();
        origin = new ScriptedOrigin();
        gateway = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly());
        origin.alwaysAnswer(request -> answer(request, "old"));
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    private static void answer(HttpServerRequest request, String body) {
        request.response().putHeader("cache-control", "max-age=60").end(body);
    }

    private Received getSettled(String uri, String... fields) {
        gateway.awaitMeter("weir_flights", 0);
        return gateway.get(uri, fields);
    }

    private void store(String uri, String... fields) {
        gateway.get(uri, fields);
        getSettled(uri, fields).assertHit();
    }

    @ParameterizedTest
    @Tag("MUST")
    @ValueSource(strings = {"PUT", "POST", "DELETE", "PATCH", "FROB"})
    void change_isSeenByTheNextRequest(String method) {
        store("/a?b=1");
        origin.alwaysAnswer(request -> answer(request, "new"));
        Async.await(gateway.send(method, "/a?b=1")).assertForwarded("method");
        gateway.get("/a?b=1").assertForwarded("uri-miss").assertBody("new");
    }

    @Test
    @Tag("MUST")
    void otherGateways_seeItToo() {
        try (Gateway other = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly())) {
            String host = "shop.example";
            store("/a", "host", host);
            other.get("/a", "host", host).assertHit();
            Async.await(other.send("PUT", "/a", "host", host));
            gateway.get("/a", "host", host).assertForwarded("uri-miss");
        }
    }

    @Test
    void refusedChange_leavesEverything() {
        store("/a");
        origin.thenAnswer(request -> request.response().setStatusCode(403).end());
        Async.await(gateway.send("PUT", "/a")).assertStatus(403);
        gateway.get("/a").assertHit();
    }

    @Test
    void lostAnswer_countsAsAChange() {
        store("/a");
        origin.thenAnswer(request -> request.connection().close());
        Async.await(gateway.send("PUT", "/a")).assertStatus(502);
        gateway.get("/a").assertForwarded("uri-miss");
    }

    @Test
    @Tag("MAY")
    void location_isTakenOutToo() {
        store("/list");
        store("/other");
        origin.thenAnswer(request -> request.response()
                .setStatusCode(303)
                .putHeader("location", "/list")
                .putHeader("content-location", "http://elsewhere.example/other")
                .end());
        Async.await(gateway.send("POST", "/orders"));
        gateway.get("/list").assertForwarded("uri-miss");
        gateway.get("/other").assertHit();
    }

    @Test
    @Tag("MUST")
    void allVariants_areGone_andDoNotComeBack() {
        origin.alwaysAnswer(request -> {
            request.response().putHeader("vary", "accept-language");
            answer(request, "old");
        });
        store("/v", "accept-language", "de");
        store("/v", "accept-language", "en");
        origin.alwaysAnswer(request -> {
            request.response().putHeader("vary", "accept-language");
            answer(request, "new");
        });
        Async.await(gateway.send("PUT", "/v"));
        getSettled("/v", "accept-language", "de").assertBody("new");
        getSettled("/v", "accept-language", "en").assertBody("new").assertForwarded("vary-miss");
        getSettled("/v", "accept-language", "en").assertHit();
    }

    @Test
    void fetchUnderWay_answersWhoWaits_andNobodyAfterTheChange() {
        CompletableFuture<HttpServerRequest> held = new CompletableFuture<>();
        origin.thenAnswer(held::complete);
        Future<Received> before = gateway.send("GET", "/slow");
        origin.awaitCount(1);
        Async.await(gateway.send("PUT", "/slow"));
        origin.alwaysAnswer(request -> answer(request, "new"));
        gateway.get("/slow").assertBody("new");

        answer(held.join(), "old");
        Async.await(before).assertBody("old");
        getSettled("/slow").assertBody("new");
    }

    @Test
    @Tag("MAY")
    void S9110_9_3_3_post_thatNamesItself_answersLaterGets() {
        store("/p");
        origin.thenAnswer(request -> {
            request.response().putHeader("content-location", "/p");
            answer(request, "posted");
        });
        Received posted = Async.await(gateway.send("POST", "/p", Buffer.buffer("x"), "if-none-match", "*"));
        posted.assertStatus(200).assertBody("posted").assertForwarded("method");
        assertThat(posted.cacheStatus()).contains("stored");
        getSettled("/p").assertHit().assertBody("posted");
        Async.await(gateway.send("POST", "/p")).assertBody("old");
    }

    @Test
    void post_thatNamesItself_isFiled_unlessItWasPurgedMeanwhile() {
        assertThat(postedWhile("/p", new Subject.Uri("http://127.0.0.1/other"))).contains("stored");
        getSettled("/p").assertHit().assertBody("posted");
        assertThat(postedWhile("/p", new Subject.Prefix("http://127.0.0.1:" + gateway.port() + "/p")))
                .doesNotContain("stored");
    }

    /** What is said of the answer to a POST that names itself, if something is purged while the origin makes it. */
    private String postedWhile(String path, Subject purged) {
        CompletableFuture<HttpServerRequest> held = new CompletableFuture<>();
        origin.thenAnswer(held::complete);
        Future<Received> posted = gateway.send("POST", path);
        HttpServerRequest request = Async.await(Future.fromCompletionStage(held));
        gateway.purge(purged);
        request.response().putHeader("content-location", path);
        answer(request, "posted");
        return Async.await(posted).assertBody("posted").cacheStatus();
    }

    @Test
    void post_thatNamesItself_isSentOnce_whileAnotherGatewayFetches() {
        String host = "shop.example";
        CompletableFuture<HttpServerRequest> held = new CompletableFuture<>();
        try (Gateway other = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly())) {
            origin.thenAnswer(held::complete);
            Future<Received> fetch = other.send("GET", "/p", "host", host);
            origin.awaitCount(1);
            origin.thenAnswer(request -> {
                request.response().putHeader("content-location", "/p");
                answer(request, "posted");
            });
            Async.await(gateway.send("POST", "/p", "host", host)).assertBody("posted");
            assertThat(origin.count()).isEqualTo(2);
            answer(held.join(), "old");
            Async.await(fetch).assertBody("old");
        }
    }

    @Test
    void fieldsOfOneRequest_reachItsClientAlone() {
        origin.thenAnswer(request -> {
            request.response().putHeader("set-cookie", "id=1").putHeader("x-name", "Ada");
            request.response().putHeader("weir-cache-control", "max-age=60, private=\"set-cookie, x-name\"");
            answer(request, "page");
        });
        Received first = gateway.get("/q").assertBody("page");
        assertThat(first.field("set-cookie")).isEqualTo("id=1");
        assertThat(first.field("x-name")).isEqualTo("Ada");
        assertThat(first.field("weir-cache-control")).isNull();
        Received second = getSettled("/q").assertHit().assertBody("page");
        assertThat(second.field("set-cookie")).isNull();
        assertThat(second.field("x-name")).isNull();
        assertThat(second.field("weir-cache-control")).isNull();
    }

    @Test
    void minUses_storesFromThatRequestOn() {
        CachingRules rules = Gateway.originOnly();
        CachingRules third = new CachingRules(
                rules.ttls(),
                rules.stale(),
                rules.cookies(),
                rules.bypass(),
                rules.content(),
                new CachingRules.Requests(false, 3, true),
                rules.delivery(),
                rules.compression(),
                rules.maxBody(),
                rules.maxWait());
        try (Gateway picky = Gateway.before(origin.address(), REDIS.uri(), third)) {
            for (int i = 0; i < 3; i++) {
                picky.get("/seldom").assertForwarded("uri-miss").assertBody("old");
                picky.awaitMeter("weir_flights", 0);
            }
            picky.get("/seldom").assertHit();
        }
    }
}
