package dev.weir.telemetry;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log when spans cannot be sent, and when they can again: one line each, instead of the SDK's many. */
final class ToldExporter implements SpanExporter {
    private static final Logger LOG = LoggerFactory.getLogger("dev.weir.traces");

    /** Held, for the JDK forgets the level of a logger that nobody holds. */
    private static final java.util.logging.Logger OF_SDK = java.util.logging.Logger.getLogger("io.opentelemetry");

    private final SpanExporter exporter;
    private final String endpoint;
    private final AtomicBoolean failing = new AtomicBoolean();

    ToldExporter(SpanExporter exporter, String endpoint) {
        OF_SDK.setLevel(Level.OFF);
        this.exporter = exporter;
        this.endpoint = endpoint;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        return result.whenComplete(() -> tell(result));
    }

    private void tell(CompletableResultCode result) {
        boolean failed = !result.isSuccess();
        if (failing.compareAndSet(!failed, failed)) {
            if (failed) {
                LOG.warn(
                        "Traces: cannot be sent to {}, and are lost: {}",
                        endpoint,
                        reason(result.getFailureThrowable()));
            } else {
                LOG.info("Traces: are sent again to {}", endpoint);
            }
        }
    }

    private static String reason(@Nullable Throwable failure) {
        Throwable why = failure;
        while (why != null && why.getCause() != null) {
            why = why.getCause();
        }
        return why == null ? "refused" : why.toString();
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
