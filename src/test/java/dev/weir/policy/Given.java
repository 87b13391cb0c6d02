package dev.weir.policy;

import dev.weir.message.CacheKey;
import dev.weir.message.Fence;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.message.Selecting;
import dev.weir.message.StoredResponse;
import dev.weir.message.TargetUri;
import dev.weir.message.Terms;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Messages and stored responses that tests begin with. */
final class Given {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final String NOW_DATE = "Mon, 23 Nov 2026 12:00:00 GMT";

    private static final TargetUri TARGET = new TargetUri("http", "shop.example", "/products/1", null);

    private Given() {}

    static RequestHead get(String... fields) {
        return request("GET", fields);
    }

    static RequestHead request(String method, String... fields) {
        return new RequestHead(method, TARGET, FieldLines.of(fields), "1.1", Fence.START);
    }

    static ResponseHead ok(String... fields) {
        return response(200, fields);
    }

    static ResponseHead response(int status, String... fields) {
        return new ResponseHead(status, FieldLines.of(fields));
    }

    /** The question about a response that took no time and came at {@link #NOW}. */
    static StoreQuestion answered(RequestHead request, ResponseHead response, CachingRules rules) {
        return new StoreQuestion(request, response, NOW, NOW, rules);
    }

    /** Received at {@link #NOW}, fresh for a minute, without stale windows. */
    static Terms fresh() {
        return terms(60, 0, 0, Terms.Reuse.FREE);
    }

    static Terms terms(long lifetime, long whileRevalidate, long ifError, Terms.Reuse reuse) {
        return new Terms(
                NOW,
                Duration.ZERO,
                Duration.ofSeconds(lifetime),
                Duration.ofSeconds(whileRevalidate),
                Duration.ofSeconds(ifError),
                Duration.ZERO,
                reuse);
    }

    static StoredResponse stored(Terms terms, String... fields) {
        return new StoredResponse(
                7, Fence.START, new CacheKey("k"), Selecting.NONE, List.of(), ok(fields), Buffer.buffer("body"), terms);
    }

    static Instant after(double seconds) {
        return NOW.plusMillis((long) (seconds * 1000));
    }
}
