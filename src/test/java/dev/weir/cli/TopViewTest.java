package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TopViewTest {
    private static final JsonObject BUSY = new JsonObject("""
            {"node":"cb9851db","at":"2026-11-24T18:00:07.123Z","seconds":2.0,
             "requests":{"near_hit":8000,"redis_hit":1500,"forwarded":500,"failed":0},"hit-ratio":0.95,
             "latency":{"p50":0.25,"p95":1.5,"p99":240.0},"collapsed":{"process":40,"fleet":10},
             "origins":[{"name":"shop","calls":500,"failed":3,"latency":{"p50":240.0,"p95":800.0,"p99":900.0},
                         "in-flight":7,"queued":0,"limit":256}],
             "redis":{"state":"partly","trouble":"connection refused","commands":3000,"failed":0,
                      "latency":{"p50":null,"p95":null,"p99":null}},
             "near":{"bytes":12582912,"max-bytes":268435456,"responses":4321},
             "invalidation":{"applied":1,"lag":{"p50":2.0,"p95":2.0,"p99":2.0},"queued":4,"detached":true},
             "fleet":[{"node":"cb9851db","applied":"1795540653704405","detached":false}],
             "hot":[{"key":"GET http://shop.example/\\u001b[2Jp","requests":1234}]}""");

    @Test
    void countsAreRates_andEachPartHasItsLine() {
        List<String> lines = TopView.render(BUSY, "http://127.0.0.1:8081", 200);

        assertThat(String.join("\n", lines))
                .contains(
                        "weir         cb9851db at http://127.0.0.1:8081, 18:00:07 UTC",
                        "requests     5,000/s, hits 95.0 %, p50 0.3 p95 1.5 p99 240 ms",
                        "  near_hit        4,000/s  ################################",
                        "saved        25/s by another request's answer, 5.0/s of it by another gateway's",
                        "origin       shop 250/s, 1.5/s failed, 7 of 256 in flight, 0 queued, p50 240 p95 800 p99 900 ms",
                        "redis        partly, 1,500/s, 0/s failed, no times, connection refused",
                        "near         12.0 of 256 MiB, 4,321 responses",
                        "purges       0.5/s, lag p50 2.0 p95 2.0 p99 2.0 ms, 4 queued, DETACHED: may miss some",
                        "fleet        cb9851db applied 1795540653704405",
                        "hot              1,234  GET http://shop.example/?[2Jp");
        assertThat(lines).noneMatch(line -> line.contains("failed  "));
    }

    @Property
    void noLine_isLongerThanTheTerminalIsWide(@ForAll @IntRange(min = 0, max = 300) int width) {
        assertThat(TopView.render(BUSY, "http://127.0.0.1:8081", width)).allMatch(line -> line.length() <= width);
    }

    @Test
    void anEmptySnapshot_isShownToo() {
        assertThat(TopView.render(new JsonObject(), "http://a", 80)).isNotEmpty();
    }
}
