package dev.weir.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawConnection;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many requests that each cost little to send: what they hold is bounded, and who comes meanwhile is served. */
class FloodsTest {
    private static final int NEAR_BYTES = 1 << 20;
    private static final int AT_ONCE = 200;
    private static final String CONTENT = "0123456789".repeat(100);

    private final ScriptedOrigin origin = new ScriptedOrigin();
    private Gateway gateway;

    @BeforeEach
    void start() {
        gateway = Gateway.of("""
                listen: { host: 127.0.0.1, port: 0 }
                admin: { host: 127.0.0.1, port: 0 }
                redis: { topology: none }
                near-store: { max-bytes: 1MiB }
                origins:
                  origin: { servers: [ "%s" ], max-concurrent: 1000, limit: fixed }
                routes:
                  - { name: all, match: { path: "/**" }, origin: origin }
                """.formatted(origin.address()));
        origin.alwaysAnswer(request -> request.response()
                .putHeader("cache-control", "max-age=600")
                .putHeader("vary", "x-shelf")
                .end(CONTENT));
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    /** So many requests, some at a time; their field and their query are the number. */
    private void flood(int count, String query, String field) {
        for (int from = 0; from < count; from += AT_ONCE) {
            List<Future<Received>> some = new ArrayList<>();
            IntStream.range(from, Math.min(count, from + AT_ONCE))
                    .forEach(i ->
                            some.add(gateway.send("GET", "/p?" + query.replace("#", "" + i), "x-shelf", field + i)));
            Async.await(Future.all(some), 20, TimeUnit.SECONDS);
            gateway.get("/normal").assertStatus(200).assertBody(CONTENT);
        }
    }

    @Test
    void manyQueries_holdNoMoreThanTheNearStoreMay() {
        flood(1_500, "q=#", "");
        assertThat(gateway.meter("weir_near_bytes")).isPositive().isLessThanOrEqualTo(NEAR_BYTES);
        assertThat(gateway.meter("weir_near_evictions_total")).isPositive();
        assertThat(gateway.meter("weir_flights")).isZero();
    }

    @Test
    void manyVariants_holdNoMoreThanTheNearStoreMay() {
        flood(1_500, "q", "shelf");
        assertThat(gateway.meter("weir_near_bytes")).isPositive().isLessThanOrEqualTo(NEAR_BYTES);
        assertThat(gateway.meter("weir_near_evictions_total")).isPositive();
        assertThat(gateway.meter("weir_flights")).isZero();
    }

    @Test
    void manyRanges_areAnsweredWithNoMoreThanTheWhole() {
        gateway.get("/ranges").assertStatus(200);
        Received answer = gateway.get("/ranges", "range", "bytes=0-" + ",0-".repeat(1_000));
        assertThat(answer.content().length()).isLessThanOrEqualTo(CONTENT.length());
        assertThat(origin.count()).isEqualTo(1);
    }

    @Test
    void manyWhoDoNotRead_keepNobodyWaiting() {
        List<RawConnection> idle = IntStream.range(0, AT_ONCE)
                .mapToObj(i -> new RawConnection(gateway.port()).send("GET /slow HTTP/1.1|Host: a||".repeat(50)))
                .toList();
        for (int i = 0; i < 20; i++) {
            gateway.get("/normal").assertStatus(200).assertBody(CONTENT);
        }
        idle.forEach(RawConnection::abort);
        Async.until(() -> gateway.meter("weir_flights") == 0, "no flight");
        gateway.get("/normal").assertStatus(200);
    }
}
