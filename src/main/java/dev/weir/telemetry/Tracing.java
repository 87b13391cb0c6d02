package dev.weir.telemetry;

import dev.weir.exchange.Explanation;
import dev.weir.exchange.Outcome;
import dev.weir.http.RequestTracer;
import dev.weir.message.Headers;
import dev.weir.message.RequestHead;
import dev.weir.message.Trace;
import dev.weir.policy.CacheStatus;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows requests by OpenTelemetry: goes on with the trace that a request names (W3C Trace Context), or begins one, and
 * sends what it saw by OTLP over HTTP. Any thread.
 *
 * <p>Spans are handed to a thread of the SDK's through a queue of fixed size; what finds it full is lost.
 */
public final class Tracing implements RequestTracer {
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final long SEND_SECONDS = 5;

    /** Once, and soon: the end of the process waits for it. */
    private static final RetryPolicy AGAIN = RetryPolicy.builder()
            .setMaxAttempts(2)
            .setInitialBackoff(Duration.ofMillis(100))
            .build();

    private static final TextMapGetter<Headers> FIELDS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers carrier) {
            List<String> names = new ArrayList<>();
            carrier.forEach((name, value) -> names.add(name));
            return names;
        }

        @Override
        public @Nullable String get(@Nullable Headers carrier, String name) {
            return carrier == null ? null : carrier.get(name);
        }
    };

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    private Tracing(SdkTracerProvider provider) {
        this.provider = provider;
        this.tracer = provider.get("dev.weir");
    }

    /** @param node name of this process */
    public static Tracing to(TelemetrySettings.Tracing settings, String node) {
        SpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(settings.endpoint())
                .setTimeout(SEND_SECONDS, TimeUnit.SECONDS)
                .setRetryPolicy(AGAIN)
                .build();
        Resource resource = Resource.getDefault()
                .merge(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        settings.service(),
                        AttributeKey.stringKey("service.instance.id"),
                        node)));
        return new Tracing(SdkTracerProvider.builder()
                .setResource(resource)
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.sample())))
                .addSpanProcessor(BatchSpanProcessor.builder(new ToldExporter(exporter, settings.endpoint()))
                        .setScheduleDelay(settings.delay())
                        .build())
                .build());
    }

    @Override
    public Trace begin(RequestHead request) {
        Context parent = W3C.extract(Context.root(), request.headers(), FIELDS);
        Span span = tracer.spanBuilder(request.method())
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", request.method())
                .setAttribute("url.path", request.target().path())
                .setAttribute("network.protocol.version", request.protocol())
                .startSpan();
        return new SpanTrace(tracer, span);
    }

    @Override
    public void end(Trace trace, Ended how, Runnable counting) {
        Explanation why = how.why();
        CacheStatus status = why.cacheStatus();
        trace.tell("http.route", why.route());
        trace.tell("http.response.status_code", Integer.toString(how.status()));
        trace.tell("weir.cache_status", status == null ? null : status.render());
        CurrentSpan.with(trace, counting);
        String outcome = Words.of(why.outcome());
        if (why.outcome() == Outcome.FAILED) {
            trace.fail(outcome);
        } else {
            trace.end(outcome);
        }
    }

    /** Completes, on no event loop, when what was seen is sent, or will not be. */
    public Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        CompletableResultCode result = provider.shutdown();
        result.whenComplete(closed::complete);
        return closed.future();
    }
}
