package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawOrigin;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a client sees of ranges (RFC 9110 §14), over the socket, with a real Redis. */
class RangesTest {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final int MAX_BODY = 4 << 20;

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

    private static void letters(HttpServerRequest request) {
        request.response()
                .putHeader("cache-control", "max-age=60")
                .putHeader("content-type", "text/plain")
                .putHeader("etag", "\"v1\"")
                .end(LETTERS);
    }

    private Received getSettled(String uri, String... fields) {
        gateway.awaitMeter("weir_flights", 0);
        return gateway.get(uri, fields);
    }

    private void store(String uri) {
        origin.alwaysAnswer(RangesTest::letters);
        gateway.get(uri).assertStatus(200);
        gateway.awaitMeter("weir_flights", 0);
    }

    @Test
    void storedResponse_answersOneRange() {
        store("/a");
        Received part = gateway.get("/a", "range", "bytes=2-4").assertHit().assertStatus(206);
        part.assertBody("cde");
        assertThat(part.field("content-range")).isEqualTo("bytes 2-4/26");
        assertThat(part.field("content-length")).isEqualTo("3");
        assertThat(part.field("etag")).isEqualTo("\"v1\"");
        assertThat(part.field("age")).isNotNull();
        assertThat(origin.count()).isEqualTo(1);
    }

    @Test
    void storedResponse_saysThatRangesCanBeHad() {
        store("/a");
        assertThat(gateway.get("/a").assertHit().headers().getAll("accept-ranges"))
                .containsExactly("bytes");
    }

    @Test
    void storedResponse_answersSeveralRanges() {
        store("/a");
        Received parts = gateway.get("/a", "range", "bytes=-2,0-1").assertHit().assertStatus(206);
        String type = parts.field("content-type");
        assertThat(type).startsWith("multipart/byteranges; boundary=");
        String boundary = type.substring(type.indexOf('=') + 1);
        parts.assertBody("\r\n--" + boundary + "\r\nContent-Type: text/plain\r\nContent-Range: bytes 24-25/26\r\n\r\nyz"
                + "\r\n--" + boundary + "\r\nContent-Type: text/plain\r\nContent-Range: bytes 0-1/26\r\n\r\nab"
                + "\r\n--" + boundary + "--\r\n");
        assertThat(parts.field("content-range")).isNull();
        assertThat(parts.field("content-length"))
                .isEqualTo(Integer.toString(parts.body().length()));
    }

    @Test
    void rangeBehindTheEnd_isRefused_withTheLength() {
        store("/a");
        Received refusal = gateway.get("/a", "range", "bytes=26-").assertHit().assertStatus(416);
        assertThat(refusal.field("content-range")).isEqualTo("bytes */26");
        assertThat(refusal.field("cache-control")).isEqualTo("no-store");
    }

    @Test
    void ifRange_decidesBetweenPartAndWhole() {
        store("/a");
        gateway.get("/a", "range", "bytes=0-0", "if-range", "\"v1\"")
                .assertStatus(206)
                .assertBody("a");
        gateway.get("/a", "range", "bytes=0-0", "if-range", "\"v0\"")
                .assertStatus(200)
                .assertBody(LETTERS);
    }

    @Test
    void precondition_comesBeforeRange() {
        store("/a");
        gateway.get("/a", "range", "bytes=0-0", "if-none-match", "\"v1\"").assertStatus(304);
        gateway.get("/a", "range", "bytes=0-0", "if-none-match", "\"v0\"").assertStatus(206);
    }

    @Test
    void head_ignoresRange() {
        store("/a");
        Received head = gateway.head("/a", "range", "bytes=0-0").assertHit().assertStatus(200);
        assertThat(head.field("content-length")).isEqualTo("26");
    }

    @Test
    void rangeMiss_isCutFromTheArrivingBody_andTheWholeIsStored() {
        origin.alwaysAnswer(RangesTest::letters);
        Received part = gateway.get("/m", "range", "bytes=2-4").assertForwarded("uri-miss");
        part.assertStatus(206).assertBody("cde");
        assertThat(part.cacheStatus()).contains("fwd-status=200").contains("stored");
        assertThat(origin.seen().get(0).headers().get("range")).isNull();
        getSettled("/m").assertHit().assertStatus(200).assertBody(LETTERS);
        assertThat(origin.count()).isEqualTo(1);
    }

    @Test
    void rangeMiss_isAnsweredBeforeTheBodyIsWhole() {
        Promise<Void> rest = Promise.promise();
        origin.alwaysAnswer(request -> {
            request.response().putHeader("cache-control", "max-age=60").putHeader("content-length", "26");
            request.response().write(LETTERS.substring(0, 13));
            rest.future().onSuccess(go -> request.response().end(LETTERS.substring(13)));
        });
        gateway.get("/m", "range", "bytes=2-4").assertStatus(206).assertBody("cde");
        Future<Received> across = gateway.send("GET", "/m", "range", "bytes=12-14");
        rest.complete();
        Async.await(across).assertStatus(206).assertBody("mno");
        getSettled("/m").assertHit().assertBody(LETTERS);
        assertThat(origin.count()).isEqualTo(1);
    }

    @Test
    void rangeMiss_ofUnknownLength_getsTheWhole() {
        origin.alwaysAnswer(request -> {
            request.response().setChunked(true).putHeader("cache-control", "max-age=60");
            request.response().end(LETTERS);
        });
        gateway.get("/m", "range", "bytes=2-4").assertStatus(200).assertBody(LETTERS);
        getSettled("/m", "range", "bytes=2-4").assertHit().assertStatus(206).assertBody("cde");
        assertThat(gateway.get("/m").field("accept-ranges")).isEqualTo("bytes");
    }

    @Test
    void rangeMiss_ofAResponseForOneOnly_isAnsweredTheSame() {
        origin.alwaysAnswer(request ->
                request.response().putHeader("cache-control", "private").end(LETTERS));
        gateway.get("/p", "range", "bytes=2-4").assertStatus(206).assertBody("cde");
        gateway.get("/q", "range", "bytes=99-").assertStatus(416);
        gateway.get("/r", "range", "bytes=0-1,4-5").assertStatus(200).assertBody(LETTERS);
        assertThat(gateway.get("/s").field("accept-ranges")).isNull();
    }

    /** Answers ranges itself, and never ends a body that is longer than what is stored. */
    private static void longBody(HttpServerRequest request) {
        request.response().putHeader("cache-control", "max-age=60");
        if (request.getHeader("range") != null) {
            request.response()
                    .setStatusCode(206)
                    .putHeader("content-range", "bytes 3000000-3000002/" + 2 * MAX_BODY)
                    .end("xyz");
        } else {
            request.response().putHeader("content-length", Integer.toString(2 * MAX_BODY));
            request.response().write(Buffer.buffer(new byte[1 << 16]));
        }
    }

    @Test
    void farRangeOfATooLongBody_isForwarded_andTheFillGivenUp() {
        origin.alwaysAnswer(RangesTest::longBody);
        Received part = gateway.get("/long", "range", "bytes=3000000-3000002");
        part.assertStatus(206).assertBody("xyz").assertForwarded("uri-miss");
        assertThat(part.field("content-range")).isEqualTo("bytes 3000000-3000002/" + 2 * MAX_BODY);
        assertThat(origin.seen())
                .extracting(seen -> seen.headers().get("range"))
                .containsExactly(null, "bytes=3000000-3000002");
    }

    @Test
    void nearRangeOfATooLongBody_isCutFromIt() {
        origin.alwaysAnswer(RangesTest::longBody);
        Received part = gateway.get("/long", "range", "bytes=0-3");
        part.assertStatus(206);
        assertThat(part.content().getBytes()).isEqualTo(new byte[4]);
        assertThat(origin.count()).isEqualTo(1);
    }

    @Test
    void partOfAPassedRequest_isRelayedUntouched() {
        origin.alwaysAnswer(request -> request.response()
                .setStatusCode(206)
                .putHeader("content-range", "bytes 1-2/9")
                .putHeader("cache-control", "max-age=60")
                .end("bc"));
        for (int i = 0; i < 2; i++) {
            Received part = getSettled("/206", "range", "bytes=1-2", "cache-control", "no-store");
            part.assertStatus(206).assertBody("bc").assertForwarded("request");
            assertThat(part.field("content-range")).isEqualTo("bytes 1-2/9");
        }
        assertThat(origin.seen().get(0).headers().get("range")).isEqualTo("bytes=1-2");
        assertThat(REDIS.cli("KEYS", "weir:test:*")).isEmpty();
    }

    @Test
    void staleResponse_isValidatedByItsOwnTag_beforeTheClientsQuestionIsAnswered() {
        origin.thenAnswer(request -> request.response()
                .putHeader("cache-control", "max-age=0")
                .putHeader("etag", "\"v1\"")
                .end(LETTERS));
        origin.alwaysAnswer(request -> {
            assertThat(request.getHeader("if-none-match")).isEqualTo("\"v1\"");
            assertThat(request.getHeader("range")).isNull();
            request.response().setStatusCode(304).putHeader("etag", "\"v1\"").end();
        });
        gateway.get("/s");
        getSettled("/s", "range", "bytes=1-2")
                .assertStatus(206)
                .assertBody("bc")
                .assertForwarded("stale");
        getSettled("/s", "if-none-match", "\"v0\"").assertStatus(200).assertBody(LETTERS);
        getSettled("/s", "if-none-match", "\"v1\"").assertStatus(304);
        assertThat(origin.count()).isEqualTo(4);
    }

    @Test
    void bodyThatEndsWithItsConnection_isSharedAndNotStored() {
        try (RawOrigin raw = RawOrigin.answering("HTTP/1.1 200 OK\r\ncache-control: max-age=60\r\n\r\nmaybe all");
                Gateway before = Gateway.before(raw.address(), REDIS.uri(), Gateway.originOnly())) {
            before.get("/").assertStatus(200).assertBody("maybe all").assertForwarded("uri-miss");
            before.awaitMeter("weir_flights", 0);
            Received again = before.get("/").assertBody("maybe all").assertForwarded("uri-miss");
            assertThat(again.cacheStatus()).doesNotContain("stored");
        }
    }
}
