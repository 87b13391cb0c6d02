package dev.weir.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.net.URI;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** An OTLP collector over HTTP that keeps every span it is sent. */
public final class Collector implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server = Async.await(vertx.createHttpServer()
            .requestHandler(request -> request.body().onSuccess(content -> {
                keep(content);
                request.response().end();
            }))
            .listen(0, "127.0.0.1"));

    private void keep(Buffer content) {
        try {
            ExportTraceServiceRequest.parseFrom(content.getBytes())
                    .getResourceSpansList()
                    .forEach(resource ->
                            resource.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList())));
        } catch (InvalidProtocolBufferException malformed) {
            throw new AssertionError(malformed);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/v1/traces");
    }

    public List<Span> spans() {
        return List.copyOf(spans);
    }

    public List<Span> named(String name) {
        return spans.stream().filter(span -> span.getName().equals(name)).toList();
    }

    /** The one span of that name. */
    public Span only(String name) {
        assertThat(named(name)).as(name).hasSize(1);
        return named(name).getFirst();
    }

    public List<Span> outcome(String outcome) {
        return spans.stream()
                .filter(span -> outcome.equals(attributes(span).get("weir.outcome")))
                .toList();
    }

    public static Map<String, String> attributes(Span span) {
        Map<String, String> attributes = new HashMap<>();
        span.getAttributesList()
                .forEach(attribute ->
                        attributes.put(attribute.getKey(), attribute.getValue().getStringValue()));
        return attributes;
    }

    public static String traceOf(Span span) {
        return hex(span.getTraceId());
    }

    public static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    @Override
    public void close() {
        Async.await(vertx.close());
    }
}
