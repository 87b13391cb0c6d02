package dev.weir.telemetry;

import dev.weir.message.FieldLines;
import dev.weir.message.Trace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One span. */
final class SpanTrace implements Trace {
    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

    private final Tracer tracer;
    private final Span span;

    SpanTrace(Tracer tracer, Span span) {
        this.tracer = tracer;
        this.span = span;
    }

    Span span() {
        return span;
    }

    @Override
    public Trace begin(Step step) {
        Span child = tracer.spanBuilder("weir." + step.name().toLowerCase(Locale.ROOT))
                .setParent(Context.root().with(span))
                .setSpanKind(step == Step.ORIGIN ? SpanKind.CLIENT : SpanKind.INTERNAL)
                .startSpan();
        return new SpanTrace(tracer, child);
    }

    @Override
    public void linkTo(Trace other) {
        if (other instanceof SpanTrace trace) {
            span.addLink(trace.span.getSpanContext());
        }
    }

    @Override
    public void tell(String name, @Nullable String value) {
        if (value != null) {
            span.setAttribute(name, value);
        }
    }

    @Override
    public void end(String outcome) {
        span.setAttribute("weir.outcome", outcome);
        span.end();
    }

    @Override
    public void fail(String outcome) {
        span.setStatus(StatusCode.ERROR);
        end(outcome);
    }

    @Override
    public FieldLines carriedBy(FieldLines fields) {
        FieldLines.Builder carrier = FieldLines.builder().addAll(fields);
        W3C.inject(Context.root().with(span), carrier, (to, name, value) -> {
            if (to != null) {
                to.set(name, value);
            }
        });
        return carrier.build();
    }
}
