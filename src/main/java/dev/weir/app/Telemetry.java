package dev.weir.app;

import dev.weir.http.AccessObserver;
import dev.weir.http.RequestTracer;
import dev.weir.metrics.Meters;
import dev.weir.origin.OriginObserver;
import dev.weir.telemetry.AccessLog;
import dev.weir.telemetry.LogLevels;
import dev.weir.telemetry.OriginNews;
import dev.weir.telemetry.TelemetrySettings;
import dev.weir.telemetry.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What a gateway tells of itself beside its meters: its log, its access log, its traces. */
final class Telemetry {
    private static final long LOOK_MILLIS = 1_000;

    private final AccessLog.Surroundings around;
    private final OriginObserver origins;
    private volatile @Nullable AccessLog access;
    private @Nullable Tracing tracing;

    /** @param clock this machine's */
    Telemetry(InstantSource clock, Meters meters) {
        this.around = new AccessLog.Surroundings(
                clock, System::nanoTime, () -> ThreadLocalRandom.current().nextDouble(), meters.accessLog());
        this.origins = new OriginNews(meters.origins(), System::nanoTime);
    }

    /**
     * Fails where the access log cannot be opened.
     *
     * @param name of this gateway
     */
    Future<Void> start(Vertx vertx, TelemetrySettings settings, String name) {
        LogLevels.ofProcess().apply(settings.logging());
        tracing = settings.tracing() == null ? null : Tracing.to(settings.tracing(), name);
        TelemetrySettings.AccessLog wanted = settings.accessLog();
        return wanted == null
                ? Future.succeededFuture()
                : vertx.executeBlocking(() -> AccessLog.open(wanted, around))
                        .onSuccess(opened -> access = opened)
                        .mapEmpty();
    }

    /** Whoever keeps a log of requests at this moment, or null. */
    @Nullable
    AccessObserver access() {
        return access;
    }

    /** Whoever follows requests, or null. */
    @Nullable
    RequestTracer tracer() {
        return tracing;
    }

    OriginObserver origins() {
        return origins;
    }

    /** From now on, as long as Vert.x runs. */
    void watch(Vertx vertx, Forgetting forgetting) {
        FleetNews news = new FleetNews(forgetting.node());
        vertx.setPeriodic(LOOK_MILLIS, look -> news.look(forgetting.members(), forgetting.isDetached()));
    }

    /** The access log's file was moved away. */
    void reopen() {
        AccessLog log = access;
        if (log != null) {
            log.reopen();
        }
    }

    /** Completes when what was handed over is written and sent. */
    Future<Void> close() {
        AccessLog log = access;
        Future<Void> written = log == null ? Future.succeededFuture() : log.close();
        return written.eventually(() -> tracing == null ? Future.succeededFuture() : tracing.close());
    }
}
