package dev.weir.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.simulate.SimulationSettings.Fields;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class SimulatedOriginVerticleTest {
    private RunningOrigin origin;

    @BeforeEach
    void start(Vertx vertx) {
        origin = RunningOrigin.start(vertx, RunningOrigin.PROMPT);
    }

    @Test
    void get_answersADocumentWithTheConfiguredFields() {
        HttpResponse<String> response = origin.get("/products/1?page=2");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(field(response, "content-type")).containsExactly("application/json");
        assertThat(field(response, "date")).containsExactly("Sun, 01 Nov 2026 10:00:00 GMT");
        assertThat(field(response, "last-modified")).containsExactly("Sun, 01 Nov 2026 10:00:00 GMT");
        assertThat(field(response, "cache-control")).containsExactly("max-age=60, stale-while-revalidate=30");
        assertThat(field(response, "cache-groups")).containsExactly("\"products\", \"all\"");
        assertThat(field(response, "content-length")).containsExactly("512");
        assertThat(response.body()).hasSize(512);
        assertThat(new JsonObject(response.body()).remove("padding")).isNotNull();
        assertThat(new JsonObject(response.body()).getString("path")).isEqualTo("/products/1");
        assertThat(new JsonObject(response.body()).getInteger("version")).isEqualTo(1);
    }

    @Test
    void head_answersTheFieldsOfGetWithoutContent() {
        HttpResponse<String> head = origin.ask("HEAD", "/a");

        assertThat(head.body()).isEmpty();
        assertThat(head.headers()).isEqualTo(origin.get("/a").headers());
    }

    @Test
    void aMatchingPrecondition_isNotModified_untilAChange() {
        HttpResponse<String> first = origin.get("/a");
        String tag = field(first, "etag").getFirst();

        HttpResponse<String> again = origin.get("/a", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(field(again, "etag")).containsExactly(tag);
        assertThat(field(again, "cache-control")).isEqualTo(field(first, "cache-control"));
        assertThat(origin.get("/a", "If-Modified-Since", "Sun, 01 Nov 2026 10:00:00 GMT")
                        .statusCode())
                .isEqualTo(304);

        origin.ask("PUT", "/a");
        assertThat(origin.get("/a", "If-None-Match", tag).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "POST", "PATCH", "DELETE"})
    void anUnsafeMethod_changesThatPathAndInvalidatesTheGroups(String method) {
        HttpResponse<String> changed = origin.ask(method, "/a");

        assertThat(changed.statusCode()).isEqualTo(method.equals("DELETE") ? 204 : 200);
        assertThat(field(changed, "cache-group-invalidation")).containsExactly("\"products\", \"all\"");
        assertThat(version("/a")).isEqualTo(2);
        assertThat(version("/b")).isEqualTo(1);
    }

    @Test
    void aFailedUnsafeMethod_changesNothing() {
        assertThat(field(origin.ask("PUT", "/a?sim-status=500"), "cache-group-invalidation"))
                .isEmpty();
        assertThat(version("/a")).isEqualTo(1);
    }

    @Test
    void otherMethods_areNotAllowed() {
        HttpResponse<String> response = origin.ask("OPTIONS", "/a");

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(field(response, "allow")).containsExactly("GET, HEAD, PUT, POST, PATCH, DELETE");
    }

    @Test
    void stats_countByMethodAndPath_untilReset() {
        origin.get("/products/1");
        origin.get("/products/1?page=2");
        origin.ask("PUT", "/products/1");

        assertThat(origin.stats()).isEqualTo(new JsonObject("""
                {"total":3,"inFlight":0,"maxInFlight":1,"requests":{"GET /products/1":2,"PUT /products/1":1}}"""));

        assertThat(origin.ask("POST", "/__sim/reset").statusCode()).isEqualTo(200);
        assertThat(origin.stats())
                .isEqualTo(new JsonObject("{\"total\":0,\"inFlight\":0,\"maxInFlight\":0,\"requests\":{}}"));
    }

    @Test
    void anUnknownControl_isNotFound() {
        assertThat(origin.get("/__sim/other").statusCode()).isEqualTo(404);
    }

    @Test
    void aSlowRequest_doesNotHoldUpAQuickOne() {
        List<String> order = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> slow =
                origin.send("GET", "/slow?sim-latency=400ms").thenAccept(response -> order.add("slow"));
        CompletableFuture<Void> quick =
                origin.send("GET", "/quick?sim-latency=0ms").thenAccept(response -> order.add("quick"));
        CompletableFuture.allOf(slow, quick).join();

        assertThat(order).containsExactly("quick", "slow");
    }

    @Test
    void aThousandRequestsAtOnce_areAllAnswered() {
        List<CompletableFuture<HttpResponse<String>>> responses = IntStream.range(0, 1000)
                .mapToObj(i -> origin.send("GET", "/a?sim-latency=500ms&sim-echo=x-client", "X-Client", "c" + i))
                .toList();

        for (int i = 0; i < responses.size(); i++) {
            assertThat(responses.get(i).join().body()).contains("\"echo\":{\"x-client\":\"c" + i + "\"}");
        }
        assertThat(origin.stats().getInteger("total")).isEqualTo(1000);
        assertThat(origin.stats().getInteger("maxInFlight")).isGreaterThan(1);
        assertThat(origin.stats().getInteger("inFlight")).isZero();
    }

    @Test
    void fields_areOverridden() {
        HttpResponse<String> response = origin.get(
                "/a?sim-cache-control=private%2C%20max-age%3D5&sim-vary=accept-language&sim-set-cookie=a%3Db");

        assertThat(field(response, "cache-control")).containsExactly("private, max-age=5");
        assertThat(field(response, "vary")).containsExactly("accept-language");
        assertThat(field(response, "set-cookie")).containsExactly("a=b");
        assertThat(field(origin.get("/a?sim-cache-control="), "cache-control")).isEmpty();
    }

    @Test
    void anAskedError_hasNoCacheFieldsButAskedOnes() {
        HttpResponse<String> bare = origin.get("/a?sim-status=404");
        assertThat(bare.statusCode()).isEqualTo(404);
        assertThat(bare.headers().map()).doesNotContainKeys("cache-control", "cache-groups", "etag", "last-modified");

        assertThat(field(origin.get("/a?sim-status=404&sim-cache-control=max-age%3D5"), "cache-control"))
                .containsExactly("max-age=5");
        assertThat(origin.get("/a?sim-status=204").body()).isEmpty();
    }

    @Test
    void chunked_hasNoLength() {
        HttpResponse<String> response = origin.get("/a?sim-chunked=true");

        assertThat(field(response, "transfer-encoding")).containsExactly("chunked");
        assertThat(response.headers().map()).doesNotContainKey("content-length");
        assertThat(response.body()).isEqualTo(origin.get("/a").body());
    }

    @Test
    void aLargeBody_arrivesWhole() {
        HttpResponse<String> response = origin.get("/a?sim-body=3MiB");

        assertThat(response.body()).hasSize(3 * 1024 * 1024);
        assertThat(new JsonObject(response.body()).getString("path")).isEqualTo("/a");
        assertThat(origin.get("/a?sim-body=3MiB&sim-chunked=true").body()).isEqualTo(response.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a?sim-cut=true", "/a?sim-cut=true&sim-chunked=true", "/a?sim-cut=true&sim-body=1MiB"})
    void aCutBody_breaksTheConnection(String target) {
        assertThatThrownBy(() -> origin.get(target))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThat(origin.stats().getInteger("inFlight")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sim-latency=soon", "sim-status=99", "sim-latenzy=5s", "sim-vary=a%0D%0Ab"})
    void aWrongOverride_isABadRequest(String query) {
        HttpResponse<String> response = origin.get("/a?" + query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(response.body()).getString("detail")).isNotBlank();
    }

    @Test
    void certainFailure_is503_unlessAStatusIsAsked(Vertx vertx) {
        RunningOrigin failing =
                RunningOrigin.start(vertx, RunningOrigin.settings(1, new Fields("max-age=60", null, true)));

        assertThat(failing.get("/a").statusCode()).isEqualTo(503);
        assertThat(field(failing.get("/a"), "cache-control")).isEmpty();
        assertThat(failing.get("/a?sim-status=200").statusCode()).isEqualTo(200);
    }

    @Test
    void aFailureRate_failsThatShare(Vertx vertx) {
        RunningOrigin flaky = RunningOrigin.start(vertx, RunningOrigin.settings(0.3, new Fields(null, null, false)));

        long failed = IntStream.range(0, 300)
                .filter(i -> flaky.get("/a").statusCode() == 503)
                .count();
        assertThat(failed).isBetween(60L, 120L);
    }

    @Test
    void withoutFields_noneIsSent(Vertx vertx) {
        RunningOrigin silent = RunningOrigin.start(vertx, RunningOrigin.settings(0, new Fields(null, null, false)));

        assertThat(silent.get("/a").headers().map().keySet())
                .containsExactlyInAnyOrder("content-type", "content-length", "date");
        assertThat(field(silent.ask("PUT", "/a"), "cache-group-invalidation")).isEmpty();
        assertThat(silent.get("/a", "If-None-Match", "*").statusCode()).isEqualTo(200);
    }

    private int version(String path) {
        return new JsonObject(origin.get(path).body()).getInteger("version");
    }

    private static List<String> field(HttpResponse<String> response, String name) {
        return response.headers().allValues(name);
    }
}
