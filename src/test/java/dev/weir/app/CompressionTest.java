package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.aayushatharva.brotli4j.decoder.BrotliInputStream;
import com.github.luben.zstd.ZstdInputStream;
import dev.weir.policy.CachingRules;
import dev.weir.policy.CachingRules.Coding;
import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Content codings that the gateway makes, over the socket, with a real Redis. */
class CompressionTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final String TEXT = "All that is gold does not glitter. ".repeat(100);

    private ScriptedOrigin origin;
    private Gateway gateway;

    @BeforeEach
    void start() {
        REDIS.empty();
        origin = new ScriptedOrigin();
        CachingRules rules = Gateway.originOnly();
        CachingRules.Compression compression =
                new CachingRules.Compression(List.of(Coding.ZSTD, Coding.BR, Coding.GZIP), 1024, List.of("text/*"));
        gateway = Gateway.before(
                origin.address(),
                REDIS.uri(),
                new CachingRules(
                        rules.ttls(),
                        rules.stale(),
                        rules.cookies(),
                        rules.bypass(),
                        rules.content(),
                        rules.requests(),
                        rules.delivery(),
                        compression,
                        rules.maxBody(),
                        rules.maxWait()));
        answer("max-age=60", TEXT);
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    private void answer(String cacheControl, String text, String... fields) {
        origin.alwaysAnswer(request -> {
            request.response()
                    .putHeader("cache-control", cacheControl)
                    .putHeader("content-type", "text/plain")
                    .putHeader("etag", "\"v1\"");
            for (int i = 0; i < fields.length; i += 2) {
                request.response().putHeader(fields[i], fields[i + 1]);
            }
            request.response().end(text);
        });
    }

    private Received get(String uri, String... fields) {
        Received received = gateway.get(uri, fields);
        gateway.awaitMeter("weir_flights", 0);
        return received;
    }

    private static String decoded(Received received) {
        ByteArrayInputStream bytes = new ByteArrayInputStream(received.content().getBytes());
        try (InputStream clear =
                switch (received.field("content-encoding")) {
                    case "gzip" -> new GZIPInputStream(bytes);
                    case "br" -> new BrotliInputStream(bytes);
                    default -> new ZstdInputStream(bytes);
                }) {
            return new String(clear.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "gzip, br", "gzip, br, zstd"})
    void eachCoding_isStoredOnce_andHits(String accepted) {
        String coding = accepted.substring(accepted.lastIndexOf(' ') + 1);
        Received filled = get("/a", "accept-encoding", accepted).assertForwarded("uri-miss");
        Received hit = get("/a", "accept-encoding", accepted.replace(", ", " ,deflate;q=0.2,"))
                .assertHit();
        for (Received received : List.of(filled, hit)) {
            assertThat(received.field("content-encoding")).isEqualTo(coding);
            assertThat(received.field("etag")).isEqualTo("\"v1-weir-" + coding + "\"");
            assertThat(received.headers().getAll("vary")).containsExactly("Accept-Encoding");
            assertThat(received.content().length()).isLessThan(TEXT.length() / 4);
            assertThat(decoded(received)).isEqualTo(TEXT);
        }
        assertThat(hit.field("content-length")).isEqualTo("" + hit.content().length());
        assertThat(gateway.head("/a", "accept-encoding", accepted).field("content-length"))
                .isEqualTo(hit.field("content-length"));
        assertThat(origin.count()).isEqualTo(1);
    }

    @Test
    void clientsWithoutCodings_getTheirOwnVariant() {
        get("/a", "accept-encoding", "gzip").assertForwarded("uri-miss");
        Received plain = get("/a").assertForwarded("vary-miss").assertBody(TEXT);
        assertThat(plain.headers().contains("content-encoding")).isFalse();
        assertThat(plain.field("etag")).isEqualTo("\"v1\"");
        assertThat(plain.headers().getAll("vary")).containsExactly("Accept-Encoding");
        get("/a").assertHit().assertBody(TEXT);
        get("/a", "accept-encoding", "gzip").assertHit();
        assertThat(origin.count()).isEqualTo(2);
    }

    @Test
    @Tag("MUST")
    void variantFreshenedByItsOriginsTag_hits() {
        answer("max-age=0", TEXT);
        get("/a", "accept-encoding", "gzip");
        origin.thenAnswer(request -> request.response()
                .setStatusCode("\"v1\"".equals(request.getHeader("if-none-match")) ? 304 : 500)
                .putHeader("etag", "\"v1\"")
                .putHeader("vary", "Accept-Encoding")
                .putHeader("accept-ranges", "bytes")
                .putHeader("cache-control", "max-age=60")
                .end());
        assertThat(decoded(get("/a", "accept-encoding", "gzip").assertStatus(200)))
                .isEqualTo(TEXT);
        Received hit = get("/a", "accept-encoding", "gzip").assertHit();
        assertThat(decoded(hit)).isEqualTo(TEXT);
        assertThat(hit.field("etag")).isEqualTo("\"v1-weir-gzip\"");
        assertThat(hit.field("accept-ranges")).isEqualTo("none");
        get("/a", "accept-encoding", "gzip", "if-none-match", "\"v1-weir-gzip\"")
                .assertStatus(304);
        get("/a", "accept-encoding", "gzip", "if-none-match", "\"v1\"").assertStatus(200);
        Async.await(gateway.send("PUT", "/a", Buffer.buffer("x"), "if-match", "\"v1-weir-gzip\""));
        assertThat(origin.seen().get(2).headers().get("if-match")).isEqualTo("\"v1\"");
    }

    @Test
    void whatShouldNotBeCoded_isStoredForAll() {
        answer("max-age=60", TEXT, "content-type", "image/png");
        get("/image", "accept-encoding", "gzip");
        get("/image", "accept-encoding", "br").assertHit().assertBody(TEXT);
        answer("max-age=60, no-transform", TEXT);
        get("/fixed", "accept-encoding", "gzip").assertBody(TEXT);
        answer("max-age=60", "short");
        assertThat(get("/short", "accept-encoding", "gzip")
                        .assertBody("short")
                        .headers()
                        .contains("vary"))
                .isFalse();
        answer("max-age=60", TEXT, "content-encoding", "br");
        assertThat(get("/coded", "accept-encoding", "gzip, br").assertBody(TEXT).field("content-encoding"))
                .isEqualTo("br");
        answer("no-store", TEXT);
        assertThat(get("/private", "accept-encoding", "gzip")
                        .assertBody(TEXT)
                        .headers()
                        .contains("content-encoding"))
                .isFalse();
    }

    @Test
    void rangeOfACodedVariant_isGivenWhole() {
        get("/a", "accept-encoding", "gzip");
        Received whole =
                get("/a", "accept-encoding", "gzip", "range", "bytes=0-4").assertStatus(200);
        assertThat(decoded(whole)).isEqualTo(TEXT);
        assertThat(whole.field("accept-ranges")).isEqualTo("none");
        get("/a", "range", "bytes=0-2").assertStatus(206).assertBody("All");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void longBody_isCodedWhole_offTheLoop(boolean announced) {
        String text = "One ring to rule them all. ".repeat(100_000);
        origin.alwaysAnswer(request -> {
            request.response().putHeader("cache-control", "max-age=60").putHeader("content-type", "text/plain");
            if (announced) {
                request.response().end(text);
            } else {
                request.response().setChunked(true);
                request.response().write(text.substring(0, 70_000));
                request.response().end(text.substring(70_000));
            }
        });
        for (String accepted : List.of("gzip", "gzip, br", "gzip, br, zstd")) {
            assertThat(decoded(get("/long", "accept-encoding", accepted))).isEqualTo(text);
            assertThat(decoded(get("/long", "accept-encoding", accepted).assertHit()))
                    .isEqualTo(text);
        }
    }

    @Test
    void bodyThatBreaksOff_isNotStored() {
        origin.thenAnswer(request -> {
            request.response()
                    .putHeader("cache-control", "max-age=60")
                    .putHeader("content-type", "text/plain")
                    .putHeader("content-length", "200000");
            request.response()
                    .write("x".repeat(100_000))
                    .onSuccess(sent -> request.connection().close());
        });
        assertThat(Async.await(gateway.send("GET", "/cut", "accept-encoding", "gzip")
                        .map(received -> "whole")
                        .otherwise("cut")))
                .isEqualTo("cut");
        gateway.awaitMeter("weir_flights", 0);
        assertThat(decoded(get("/cut", "accept-encoding", "gzip").assertForwarded("uri-miss")))
                .isEqualTo(TEXT);
    }
}
