package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Collector;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an OTLP collector is told of requests, and what passes where nobody follows them. */
class TracesTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

    /** The lowest bit of the flags is clear; the next says that the trace's id is random. */
    private static final String NOT_SAMPLED = ".*-0[02]";

    private final ScriptedOrigin origin = new ScriptedOrigin();
    private final Collector collector = new Collector();

    @AfterEach
    void stop() {
        origin.close();
        collector.close();
    }

    private Gateway start(String more) {
        return Gateway.of("""
                listen: { port: 0 }
                admin: { port: 0 }
                event-loops: 2
                redis: { endpoints: [ '%s' ], command-timeout: 2s }
                origins: { shop: { servers: [ '%s' ] } }
                routes: [ { name: all, match: { path: '/**' }, origin: shop } ]
                %s
                """.formatted(REDIS.uri(), origin.address(), more));
    }

    private Gateway traced(double sample) {
        return start("tracing: { endpoint: '%s', sample: %s, delay: 10ms }".formatted(collector.endpoint(), sample));
    }

    private static void cacheable(HttpServerRequest request) {
        request.response().putHeader("cache-control", "max-age=60").end("all");
    }

    @Test
    void aMiss_isASpanForEachStep_andTheOriginGoesOnWithIt() {
        origin.alwaysAnswer(TracesTest::cacheable);
        try (Gateway gateway = traced(0)) {
            gateway.get("/one", "traceparent", PARENT, "tracestate", "shop=1").assertStatus(200);
            gateway.awaitMeter("weir_stores_total", 1);
        }
        Span request = collector.only("GET");
        assertThat(Collector.traceOf(request)).isEqualTo(TRACE);
        assertThat(Collector.hex(request.getParentSpanId())).isEqualTo("00f067aa0ba902b7");
        assertThat(request.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(Collector.attributes(request))
                .containsEntry("weir.outcome", "forwarded")
                .containsEntry("http.route", "all")
                .containsEntry("http.response.status_code", "200")
                .containsEntry("url.path", "/one");
        assertOutcome("weir.lookup", request, "not_stored");
        Span fill = assertOutcome("weir.fill", request, "stored");
        assertOutcome("weir.lease", fill, "granted");
        Span asked = assertOutcome("weir.origin", fill, "200");
        assertOutcome("weir.store", fill, "done");
        assertThat(asked.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(origin.seen().getFirst().headers().get("traceparent"))
                .isEqualTo("00-" + TRACE + "-" + Collector.hex(asked.getSpanId()) + "-01");
        assertThat(origin.seen().getFirst().headers().getAll("tracestate")).containsExactly("shop=1");
    }

    private Span assertOutcome(String name, Span parent, String outcome) {
        Span span = collector.only(name);
        assertThat(span.getParentSpanId()).as(name).isEqualTo(parent.getSpanId());
        assertThat(Collector.attributes(span)).as(name).containsEntry("weir.outcome", outcome);
        return span;
    }

    @Test
    void aFollower_linksToTheFillThatAnsweredIt() {
        Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
        origin.alwaysAnswer(held::add);
        try (Gateway gateway = traced(1)) {
            List<Future<Received>> crowd =
                    List.of(gateway.send("GET", "/one"), gateway.send("GET", "/one"), gateway.send("GET", "/one"));
            gateway.awaitMeter("weir_fills_waiting", 2);
            Async.until(() -> !held.isEmpty(), "the fill at the origin");
            held.forEach(TracesTest::cacheable);
            crowd.forEach(answer -> Async.await(answer).assertBody("all"));
            gateway.awaitMeter("weir_stores_total", 1);
        }
        Span fill = collector.only("weir.fill");
        List<Span> followers = collector.named("GET").stream()
                .filter(span -> "collapsed".equals(Collector.attributes(span).get("weir.outcome")))
                .toList();
        assertThat(followers)
                .hasSize(2)
                .allSatisfy(follower -> assertThat(follower.getLinksList())
                        .singleElement()
                        .satisfies(link -> assertThat(link.getSpanId()).isEqualTo(fill.getSpanId())));
        assertThat(collector.only("weir.origin").getParentSpanId()).isEqualTo(fill.getSpanId());
    }

    @Test
    void aHit_isALookUp_andAFailureIsAnError() {
        origin.alwaysAnswer(TracesTest::cacheable);
        try (Gateway gateway = traced(1)) {
            gateway.get("/one").assertStatus(200);
            gateway.awaitMeter("weir_stores_total", 1);
            gateway.get("/one").assertHit();
            origin.close();
            gateway.get("/two").assertStatus(502);
        }
        List<Span> hit = collector.outcome("redis_hit");
        assertThat(hit).hasSize(1);
        assertThat(collector.named("weir.lookup"))
                .filteredOn(
                        lookup -> lookup.getParentSpanId().equals(hit.getFirst().getSpanId()))
                .singleElement()
                .satisfies(lookup -> assertThat(Collector.attributes(lookup)).containsEntry("weir.outcome", "redis"));
        assertThat(collector.outcome("unreachable")).singleElement().satisfies(TracesTest::isError);
        assertThat(collector.outcome("failed")).anySatisfy(TracesTest::isError);
    }

    private static void isError(Span span) {
        assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    }

    @Test
    void unsampled_isPassedOnAsSuch_andNotSent() {
        origin.alwaysAnswer(TracesTest::cacheable);
        try (Gateway gateway = traced(0)) {
            gateway.get("/one").assertStatus(200);
            gateway.get("/two", "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-00")
                    .assertStatus(200);
        }
        assertThat(collector.spans()).isEmpty();
        assertThat(origin.seen().getFirst().headers().get("traceparent")).matches(NOT_SAMPLED);
        assertThat(origin.seen().getLast().headers().get("traceparent"))
                .startsWith("00-" + TRACE)
                .matches(NOT_SAMPLED);
    }

    @Test
    void withoutTracing_bothFieldsPassUntouched() {
        origin.alwaysAnswer(TracesTest::cacheable);
        try (Gateway gateway = start("")) {
            gateway.get("/one", "traceparent", PARENT, "tracestate", "a=1,b=2").assertStatus(200);
        }
        assertThat(origin.seen().getFirst().headers().getAll("traceparent")).containsExactly(PARENT);
        assertThat(origin.seen().getFirst().headers().getAll("tracestate")).containsExactly("a=1,b=2");
    }

    @Test
    void buckets_showARequestThatFellIntoThem() {
        origin.alwaysAnswer(TracesTest::cacheable);
        try (Gateway gateway = traced(0)) {
            gateway.get("/one", "traceparent", PARENT).assertStatus(200);
            Received meters = Async.await(gateway.client()
                    .request(HttpMethod.GET, gateway.adminPort(), "127.0.0.1", "/metrics")
                    .compose(request -> Gateway.received(request.putHeader("accept", "application/openmetrics-text")
                            .send())));
            assertThat(meters.body().lines())
                    .anyMatch(line -> line.startsWith("weir_requests_seconds_bucket{")
                            && line.contains("# {span_id=")
                            && line.contains("trace_id=\"" + TRACE + "\""));
        }
    }

    @Test
    void aCollectorThatIsGone_harmsNobody() {
        URI endpoint = collector.endpoint();
        collector.close();
        origin.alwaysAnswer(TracesTest::cacheable);
        try (Gateway gateway = start("tracing: { endpoint: '%s', sample: 1, delay: 10ms }".formatted(endpoint))) {
            gateway.get("/one").assertStatus(200);
            gateway.get("/one").assertStatus(200);
        }
    }
}
