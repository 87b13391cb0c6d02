package dev.weir.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class RequestCountsTest {
    private final RequestCounts counts = new RequestCounts(2);

    @Test
    void requests_areCountedByMethodAndPath() {
        counts.begin("GET", "/a");
        counts.begin("GET", "/a");
        counts.end();
        counts.begin("PUT", "/a");

        assertThat(counts.toJson()).isEqualTo(new JsonObject("""
                {"total":3,"inFlight":2,"maxInFlight":2,"requests":{"GET /a":2,"PUT /a":1}}"""));
    }

    @Test
    void pathsBeyondTheLimit_andLongOnes_areOther() {
        counts.begin("GET", "/" + "a".repeat(300));
        counts.begin("GET", "/b");
        counts.begin("GET", "/c");
        counts.begin("GET", "/b");

        assertThat(counts.toJson().getJsonObject("requests").getMap())
                .containsOnlyKeys("other", "GET /b")
                .containsEntry("other", 2L)
                .containsEntry("GET /b", 2L);
    }

    @Test
    void reset_keepsWhatIsStillUnderWay() {
        counts.begin("GET", "/a");
        counts.begin("GET", "/a");
        counts.end();
        counts.reset();

        assertThat(counts.toJson())
                .isEqualTo(new JsonObject("{\"total\":0,\"inFlight\":1,\"maxInFlight\":1,\"requests\":{}}"));
        counts.end();
        assertThat(counts.toJson().getInteger("inFlight")).isZero();
    }
}
