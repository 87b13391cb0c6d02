package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.CachingRules;
import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parts of what is too long to be stored as a whole (RFC 9111 §3.3), over the socket, with a real Redis. */
class PartsTest {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final int MAX_BODY = 10;
    private static final String PARTS = "weir_stores_total{outcome=\"part\"}";

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private ScriptedOrigin origin;
    private Gateway gateway;

    @BeforeEach
    void start() {
        REDIS.empty();
        origin = new ScriptedOrigin();
        CachingRules forwarding = forwardingRangeMiss(Gateway.upTo(Gateway.originOnly(), MAX_BODY));
        gateway = Gateway.before(origin.address(), REDIS.uri(), forwarding);
        says(response -> {});
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    private static CachingRules forwardingRangeMiss(CachingRules rules) {
        return new CachingRules(
                rules.ttls(),
                rules.stale(),
                rules.cookies(),
                rules.bypass(),
                rules.content(),
                rules.requests(),
                new CachingRules.Delivery(true, false, true),
                rules.compression(),
                rules.maxBody(),
                rules.maxWait());
    }

    /** Letters whole, or the range of them that is asked for. */
    private void says(Consumer<HttpServerResponse> more) {
        says(more, range -> range);
    }

    private void says(Consumer<HttpServerResponse> more, UnaryOperator<String> contentRange) {
        origin.alwaysAnswer(request -> {
            HttpServerResponse response = request.response();
            response.putHeader("cache-control", "max-age=60").putHeader("etag", "\"v1\"");
            more.accept(response);
            String range = request.getHeader("range");
            if (range == null) {
                response.end(LETTERS);
            } else {
                answer(request, range, contentRange);
            }
        });
    }

    private static void answer(HttpServerRequest request, String range, UnaryOperator<String> contentRange) {
        String[] offsets = range.substring("bytes=".length()).split("-", -1);
        int first = Integer.parseInt(offsets[0]);
        int last = offsets[1].isEmpty() ? LETTERS.length() - 1 : Integer.parseInt(offsets[1]);
        request.response()
                .setStatusCode(206)
                .putHeader("content-range", contentRange.apply("bytes " + first + "-" + last + "/" + LETTERS.length()))
                .end(LETTERS.substring(first, last + 1));
    }

    private Received settled(String range, String... more) {
        gateway.awaitMeter("weir_flights", 0);
        String[] fields = new String[2 + more.length];
        fields[0] = "range";
        fields[1] = range;
        System.arraycopy(more, 0, fields, 2, more.length);
        return gateway.get("/letters", fields);
    }

    private void store(String range) {
        settled(range).assertStatus(206).assertForwarded("uri-miss");
        gateway.awaitMeter(PARTS, 1);
    }

    private List<String> rangesAsked() {
        return origin.seen().stream()
                .map(seen -> seen.headers().get("range"))
                .filter(range -> range != null)
                .toList();
    }

    @Test
    @Tag("MAY")
    void storedPart_answersRangesInsideIt() {
        store("bytes=4-9");
        Received inside =
                settled("bytes=5-7").assertStatus(206).assertBody("fgh").assertHit();
        assertThat(inside.field("content-range")).isEqualTo("bytes 5-7/26");
        assertThat(inside.field("etag")).isEqualTo("\"v1\"");
        assertThat(inside.field("age")).isNotNull();
        assertThat(inside.cacheStatus()).contains("detail=part");
        settled("bytes=4-9").assertStatus(206).assertBody("efghij").assertHit();
        assertThat(rangesAsked()).containsExactly("bytes=4-9");
    }

    @Test
    void suffixAndOpenRange_areReadAgainstTheLengthOfTheWhole() {
        store("bytes=20-25");
        settled("bytes=-3").assertStatus(206).assertBody("xyz").assertHit();
        settled("bytes=24-").assertStatus(206).assertBody("yz").assertHit();
        assertThat(rangesAsked()).containsExactly("bytes=20-25");
    }

    @ParameterizedTest
    @CsvSource({"bytes=3-5", "bytes=8-10", "bytes=0-3", "bytes=9-"})
    void rangeThatReachesBeyondThePart_isForwarded(String range) {
        store("bytes=4-9");
        settled(range).assertStatus(206).assertForwarded("uri-miss");
        assertThat(rangesAsked()).containsExactly("bytes=4-9", range);
    }

    @Test
    @Tag("MUST")
    void part_isNeverServedAsTheWhole_evenIfItHoldsEveryByte() {
        origin.alwaysAnswer(request -> {
            if (request.getHeader("range") == null) {
                request.response().setStatusCode(404).end();
            } else {
                request.response()
                        .setStatusCode(206)
                        .putHeader("cache-control", "max-age=60")
                        .putHeader("etag", "\"v1\"")
                        .putHeader("content-range", "bytes 0-2/3")
                        .end("abc");
            }
        });
        store("bytes=0-");
        gateway.get("/letters").assertStatus(404).assertForwarded("uri-miss");
        settled("bytes=0-2").assertStatus(206).assertBody("abc").assertHit();
    }

    @Test
    void ifRangeOfAnotherVersion_isForwarded() {
        store("bytes=4-9");
        settled("bytes=5-7", "if-range", "\"v1\"").assertStatus(206).assertHit();
        settled("bytes=5-7", "if-range", "\"v0\"").assertForwarded("uri-miss");
    }

    @Test
    void preconditionThatHoldsNoMore_isAnsweredFromThePart() {
        store("bytes=4-9");
        settled("bytes=5-7", "if-none-match", "\"v1\"").assertStatus(304).assertHit();
    }

    @ParameterizedTest
    @CsvSource({
        "etag, W/\"v1\"",
        "etag, v1",
        "cache-control, no-store",
        "cache-control, private",
        "cache-control, no-cache",
        "cache-control, max-age=0",
        "vary, accept-encoding",
        "set-cookie, a=1",
    })
    void partThatSaysTooLittleOfItself_isNotStored(String name, String value) {
        says(response -> response.headers().set(name, value));
        notStored();
    }

    @ParameterizedTest
    @CsvSource({"bytes 4-9/*", "bytes 5-9/26", "bytes 4-9", "bytes 9-4/26", "letters 4-9/26", "bytes 4-9/9", "4-9/26"})
    @Tag("MUST")
    void partWhoseContentRangeIsInvalid_isNotStored(String contentRange) {
        says(response -> {}, range -> contentRange);
        notStored();
    }

    private void notStored() {
        settled("bytes=4-9").assertStatus(206).assertForwarded("uri-miss");
        settled("bytes=4-9").assertStatus(206).assertForwarded("uri-miss");
        assertThat(gateway.meter(PARTS)).isZero();
    }

    @Test
    void partLongerThanMaxBody_isNotStored() {
        settled("bytes=0-10").assertStatus(206);
        settled("bytes=0-10").assertStatus(206).assertForwarded("uri-miss");
        assertThat(gateway.meter(PARTS)).isZero();
    }

    @Test
    void partThatBreaksOff_isNotStored() {
        origin.alwaysAnswer(request -> {
            request.response()
                    .setStatusCode(request.getHeader("range") == null ? 404 : 206)
                    .putHeader("cache-control", "max-age=60")
                    .putHeader("etag", "\"v1\"")
                    .putHeader("content-range", "bytes 4-9/26")
                    .putHeader("content-length", "6");
            request.response()
                    .write("efg")
                    .onComplete(sent -> request.connection().close());
        });
        gateway.awaitMeter("weir_flights", 0);
        assertThat(Async.await(gateway.send("GET", "/letters", "range", "bytes=4-9")
                        .map(false)
                        .otherwise(true)))
                .as("reply is cut")
                .isTrue();
        says(response -> {});
        settled("bytes=4-9").assertStatus(206).assertForwarded("uri-miss");
    }

    @Test
    void unsafeRequest_takesThePartOut() {
        store("bytes=4-9");
        Async.await(gateway.send("POST", "/letters"));
        settled("bytes=5-7").assertStatus(206).assertForwarded("uri-miss");
    }

    @Test
    void farRangeOfATooLongBody_isStoredToo_whereTheRouteFills() {
        String whole = "0123456789".repeat(30_000);
        try (Gateway filling =
                Gateway.before(origin.address(), REDIS.uri(), Gateway.upTo(Gateway.originOnly(), MAX_BODY))) {
            origin.alwaysAnswer(request -> {
                request.response().putHeader("cache-control", "max-age=60").putHeader("etag", "\"v1\"");
                if (request.getHeader("range") == null) {
                    request.response().end(whole);
                } else {
                    request.response()
                            .setStatusCode(206)
                            .putHeader("content-range", "bytes 290000-290004/300000")
                            .end("01234");
                }
            });
            filling.get("/long", "range", "bytes=290000-290004")
                    .assertStatus(206)
                    .assertForwarded("uri-miss");
            filling.awaitMeter(PARTS, 1);
            filling.awaitMeter("weir_flights", 0);
            filling.get("/long", "range", "bytes=290001-290002")
                    .assertStatus(206)
                    .assertBody("12")
                    .assertHit();
            assertThat(origin.count()).isEqualTo(2);
        }
    }
}
