package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.CachingRules;
import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawClient;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The fields that the gateway adds to what it answers, and what precedes it, over the socket, with a real Redis. */
class ReplyFieldsTest {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final String EARLIER = "Mon, 23 Nov 2020 11:00:00 GMT";

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private ScriptedOrigin origin;
    private Gateway gateway;

    @BeforeEach
    void start() {
        REDIS.empty();
        origin = new ScriptedOrigin();
        gateway = Gateway.before(
                origin.address(),
                REDIS.uri(),
                List.of(
                        Gateway.route("shown", "/shown/**", delivering(new CachingRules.Delivery(false, true, true))),
                        Gateway.route("parts", "/parts/**", delivering(new CachingRules.Delivery(true, false, true))),
                        Gateway.route("off", "/off/**", null),
                        Gateway.route("all", "/**", Gateway.originOnly())));
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    private static CachingRules delivering(CachingRules.Delivery delivery) {
        CachingRules rules = Gateway.originOnly();
        return new CachingRules(
                rules.ttls(),
                rules.stale(),
                rules.cookies(),
                rules.bypass(),
                rules.content(),
                rules.requests(),
                delivery,
                rules.compression(),
                rules.maxBody(),
                rules.maxWait());
    }

    private static void answer(HttpServerRequest request) {
        request.response()
                .putHeader("cache-control", "max-age=60")
                .putHeader("etag", "\"v1\"")
                .end(LETTERS);
    }

    private Received getSettled(String uri, String... fields) {
        gateway.awaitMeter("weir_flights", 0);
        return gateway.get(uri, fields);
    }

    @Test
    void date_isAddedWhereTheOriginSentNone() {
        origin.alwaysAnswer(ReplyFieldsTest::answer);
        String received = gateway.get("/d").field("date");
        assertThat(received).isNotNull();
        assertThat(ZonedDateTime.parse(received, DateTimeFormatter.RFC_1123_DATE_TIME))
                .isNotNull();
        assertThat(getSettled("/d").assertHit().headers().getAll("date")).hasSize(1);
        assertThat(gateway.get("/off/d").headers().getAll("date")).hasSize(1);
    }

    @Test
    void date_ofTheOrigin_isKept() {
        origin.alwaysAnswer(
                request -> request.response().putHeader("date", EARLIER).end());
        assertThat(gateway.get("/off/d").headers().getAll("date")).containsExactly(EARLIER);
    }

    @Test
    void date_standsInTheGatewaysOwnErrors() {
        origin.alwaysAnswer(request -> request.connection().close());
        assertThat(gateway.get("/d").assertStatus(502).headers().getAll("date")).hasSize(1);
    }

    @Test
    void age_standsInEveryKindOfAnswerFromTheStore() {
        origin.alwaysAnswer(request -> {
            request.response().putHeader("age", "7");
            answer(request);
        });
        gateway.get("/a");
        getSettled("/a");
        List<Received> answers = List.of(
                gateway.get("/a").assertStatus(200),
                gateway.get("/a", "if-none-match", "\"v1\"").assertStatus(304),
                gateway.get("/a", "range", "bytes=0-1").assertStatus(206),
                gateway.head("/a").assertStatus(200));
        assertThat(answers).allSatisfy(one -> {
            one.assertHit();
            assertThat(one.headers().getAll("age")).hasSize(1);
            assertThat(Integer.parseInt(one.field("age"))).isGreaterThanOrEqualTo(7);
        });
    }

    @Test
    void notModified_repeatsWhatCachesNeed() {
        origin.alwaysAnswer(request -> {
            request.response()
                    .putHeader("vary", "accept")
                    .putHeader("content-location", "/b")
                    .putHeader("content-type", "text/plain")
                    .putHeader("last-modified", EARLIER)
                    .putHeader("expires", EARLIER);
            answer(request);
        });
        gateway.get("/n");
        Received unchanged =
                getSettled("/n", "if-none-match", "\"v0\", W/\"v1\"").assertStatus(304);
        for (String name : List.of("cache-control", "content-location", "date", "etag", "expires", "vary")) {
            assertThat(unchanged.headers().getAll(name)).as(name).hasSize(1);
        }
        for (String name : List.of("content-type", "content-length", "last-modified", "transfer-encoding")) {
            assertThat(unchanged.field(name)).as(name).isNull();
        }
    }

    @Test
    void cacheStatus_namesTheKey_whereTheRouteSaysSo() {
        origin.alwaysAnswer(ReplyFieldsTest::answer);
        assertThat(gateway.get("/shown/1?b=2&a=1").cacheStatus())
                .contains("; key=\"")
                .contains("/shown/1?a=1&b=2");
        assertThat(getSettled("/shown/1?b=2&a=1").assertHit().cacheStatus()).contains("; key=\"");
        assertThat(gateway.get("/other").cacheStatus()).doesNotContain("key=");
    }

    @Test
    void cacheStatus_standsBehindThoseUpstream() {
        origin.alwaysAnswer(request -> {
            request.response().putHeader("cache-status", "upstream; hit");
            answer(request);
        });
        List<String> members = gateway.get("/u").headers().getAll("cache-status");
        assertThat(members).hasSize(2).first().isEqualTo("upstream; hit");
        assertThat(members.get(1)).startsWith("weir; fwd=uri-miss");
    }

    @Test
    void rangeMiss_isForwarded_andTheWholeFetchedBesideIt() {
        origin.alwaysAnswer(request -> {
            if (request.getHeader("range") == null) {
                answer(request);
            } else {
                request.response()
                        .setStatusCode(206)
                        .putHeader("content-range", "bytes 2-4/26")
                        .end("CDE");
            }
        });
        gateway.get("/parts/1", "range", "bytes=2-4")
                .assertStatus(206)
                .assertBody("CDE")
                .assertForwarded("uri-miss");
        getSettled("/parts/1", "range", "bytes=2-4").assertHit().assertBody("cde");
        assertThat(origin.seen())
                .extracting(seen -> String.valueOf(seen.headers().get("range")))
                .containsExactlyInAnyOrder("null", "bytes=2-4");
    }

    @Test
    void rangeMiss_ofATooLongBody_isForwarded_andTheRestLeft() {
        origin.alwaysAnswer(request -> {
            if (request.getHeader("range") == null) {
                request.response().putHeader("cache-control", "max-age=60").putHeader("content-length", "99999999");
                request.response().write("begun");
            } else {
                request.response()
                        .setStatusCode(206)
                        .putHeader("content-range", "bytes 2-4/99999999")
                        .end("CDE");
            }
        });
        gateway.get("/parts/2", "range", "bytes=2-4").assertStatus(206).assertBody("CDE");
        getSettled("/parts/2", "range", "bytes=2-4").assertForwarded("uri-miss").assertBody("CDE");
    }

    /** The links a client is told of before its answer. */
    private Future<List<String>> hintsOf(String uri) {
        List<String> links = new CopyOnWriteArrayList<>();
        return gateway.client()
                .request(HttpMethod.GET, gateway.port(), "127.0.0.1", uri)
                .compose(request -> request.earlyHintsHandler(hints -> {
                            links.add(hints.get("link") + hints.get("x-private"));
                        })
                        .send())
                .compose(response -> response.end().map(links));
    }

    private static void hintThenAnswer(HttpServerRequest request) {
        MultiMap hints = MultiMap.caseInsensitiveMultiMap()
                .add("link", "</a.css>; rel=preload")
                .add("connection", "x-private")
                .add("x-private", "1");
        request.response().writeEarlyHints(hints).onSuccess(sent -> answer(request));
    }

    @Test
    void earlyHints_reachTheClientThatLed_andAreNotStored() {
        origin.alwaysAnswer(ReplyFieldsTest::hintThenAnswer);
        assertThat(Async.await(hintsOf("/h"))).containsExactly("</a.css>; rel=preloadnull");
        gateway.awaitMeter("weir_flights", 0);
        assertThat(Async.await(hintsOf("/h"))).isEmpty();
        assertThat(gateway.get("/h").assertHit().field("link")).isNull();
        assertThat(Async.await(hintsOf("/off/h"))).containsExactly("</a.css>; rel=preloadnull");
    }

    @Test
    void earlyHints_areNotForHttp10() {
        origin.alwaysAnswer(ReplyFieldsTest::hintThenAnswer);
        String answer = RawClient.exchange(gateway.port(), "GET /off/h HTTP/1.0\r\nhost: h\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.0 200").doesNotContain("103");
    }

    @Test
    void contentOfUnknownLength_endsWithTheConnection_forHttp10() {
        origin.alwaysAnswer(request -> {
            request.response().setChunked(true).write("one ");
            request.response().end("two");
        });
        String answer =
                RawClient.exchange(gateway.port(), "GET /off/x HTTP/1.0\r\nhost: h\r\nconnection: keep-alive\r\n\r\n");
        assertThat(answer).endsWith("\r\n\r\none two");
        assertThat(answer.toLowerCase(Locale.ROOT))
                .doesNotContain("transfer-encoding")
                .doesNotContain("keep-alive");
    }

    @Test
    void continue_isSaidOnce() {
        origin.alwaysAnswer(request -> {
            request.response().writeContinue();
            request.body().onSuccess(body -> request.response().end("got " + body));
        });
        String answer = RawClient.exchange(
                gateway.port(),
                "POST /c HTTP/1.1\r\nhost: h\r\nexpect: 100-continue\r\ncontent-length: 4\r\nconnection: close\r\n\r\nbody");
        assertThat(answer)
                .containsOnlyOnce("HTTP/1.1 100 ")
                .contains("HTTP/1.1 200 OK")
                .contains("got body");
    }
}
