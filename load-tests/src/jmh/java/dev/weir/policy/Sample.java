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

/** A browser's request for a page, and the page. */
final class Sample {
    static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    static final Instant LATER = NOW.plusSeconds(20);
    static final String DATE = "Mon, 23 Nov 2026 12:00:00 GMT";
    static final RequestHead BROWSER = request();
    static final RequestHead RELOAD = request("Cache-Control", "max-age=0");
    static final ResponseHead PAGE = new ResponseHead(
            200,
            FieldLines.of(
                    "Date", DATE,
                    "Content-Type", "text/html; charset=utf-8",
                    "Cache-Control", "public, max-age=60, stale-while-revalidate=30",
                    "ETag", "\"v1-e476faeef509eb62\"",
                    "Last-Modified", "Mon, 23 Nov 2026 11:00:00 GMT",
                    "Vary", "Accept-Encoding, Accept-Language",
                    "X-Frame-Options", "DENY",
                    "Strict-Transport-Security", "max-age=31536000"));
    static final StoredResponse STORED = stored();

    private Sample() {}

    private static RequestHead request(String... more) {
        FieldLines.Builder fields = FieldLines.builder()
                .add("Host", "shop.example")
                .add("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0")
                .add("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .add("Accept-Language", "en-US,en;q=0.5")
                .add("Accept-Encoding", "gzip, deflate, br, zstd")
                .add("Connection", "keep-alive");
        for (int i = 0; i < more.length; i += 2) {
            fields.add(more[i], more[i + 1]);
        }
        TargetUri target = new TargetUri("http", "shop.example", "/products/17", null);
        return new RequestHead("GET", target, fields.build(), "1.1", Fence.START);
    }

    private static StoredResponse stored() {
        Terms terms = new Terms(
                NOW, Duration.ZERO, Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ZERO, Duration.ZERO,
                Terms.Reuse.FREE);
        Selecting selecting = Selection.select(List.of("accept-encoding", "accept-language"), BROWSER);
        return new StoredResponse(
                7, Fence.START, new CacheKey("k"), selecting, List.of(), PAGE, Buffer.buffer("page"), terms);
    }
}
