package dev.weir.telemetry;

import dev.weir.message.Trace;
import io.netty.util.concurrent.FastThreadLocal;
import io.opentelemetry.api.trace.Span;
import io.prometheus.metrics.tracer.common.SpanContext;
import org.jspecify.annotations.Nullable;

/** Which span a timer that is being recorded belongs to, so that its bucket shows one (an exemplar). Any thread. */
public final class CurrentSpan implements SpanContext {
    private static final FastThreadLocal<@Nullable Span> CURRENT = new FastThreadLocal<>();

    /** Meters recorded meanwhile, on this thread, are of that trace. */
    static void with(Trace trace, Runnable recording) {
        CURRENT.set(trace instanceof SpanTrace span ? span.span() : null);
        try {
            recording.run();
        } finally {
            CURRENT.set(null);
        }
    }

    @Override
    public @Nullable String getCurrentTraceId() {
        Span span = CURRENT.get();
        return span == null ? null : span.getSpanContext().getTraceId();
    }

    @Override
    public @Nullable String getCurrentSpanId() {
        Span span = CURRENT.get();
        return span == null ? null : span.getSpanContext().getSpanId();
    }

    @Override
    public boolean isCurrentSpanSampled() {
        Span span = CURRENT.get();
        return span != null && span.getSpanContext().isSampled();
    }

    @Override
    public void markCurrentSpanAsExemplar() {
        Span span = CURRENT.get();
        if (span != null) {
            span.setAttribute("exemplar", true);
        }
    }
}
