package dev.weir.store;

import dev.weir.message.CacheKey;
import dev.weir.message.Fence;
import dev.weir.message.FieldLines;
import dev.weir.message.ResponseHead;
import dev.weir.message.Selecting;
import dev.weir.message.StoreKey;
import dev.weir.message.StoredResponse;
import dev.weir.message.Terms;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Stored responses as they usually are. */
public final class StoredSamples {
    private static final Instant THEN = Instant.parse("2026-11-23T06:00:00.123456Z");

    private StoredSamples() {}

    public static StoreKey key(String path) {
        return StoreKey.of(new CacheKey("GET http://shop.example" + path));
    }

    public static Lookup.Found found(StoreKey key, String body) {
        FieldLines fields = FieldLines.of(
                "Content-Type", "application/json",
                "Cache-Control", "max-age=30, stale-while-revalidate=60",
                "ETag", "\"v1-7f3a\"",
                "Last-Modified", "Mon, 23 Nov 2026 06:00:00 GMT",
                "Date", "Mon, 23 Nov 2026 06:00:00 GMT",
                "x-shelf", "north 7",
                "Content-Length", Integer.toString(body.length()));
        Terms terms = new Terms(
                THEN,
                Duration.ZERO,
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                Duration.ofMinutes(10),
                Duration.ofMillis(250),
                Terms.Reuse.FREE);
        return new Lookup.Found(new StoredResponse(
                0x1234_5678_9abc_def0L,
                new Fence(42),
                key.key(),
                Selecting.NONE,
                List.of("products", "shelf-7"),
                new ResponseHead(200, fields),
                Buffer.buffer(body),
                terms));
    }
}
