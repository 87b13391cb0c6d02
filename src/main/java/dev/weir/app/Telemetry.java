package dev.weir.app;

import dev.weir.http.AccessObserver;
import dev.weir.http.RequestTracer;
import dev.weir.metrics.Meters;
import dev.weir.telemetry.AccessLog;
import dev.weir.telemetry.LogLevels;
import dev.weir.telemetry.TelemetrySettings;
import dev.weir.telemetry.Tracing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** What a gateway tells of itself beside its meters: its log, its access log, its traces. */
final class Telemetry {
    private static final long LOOK_MILLIS = 1_000;

    private final AccessLog.Surroundings around;
    private volatile @Nullable AccessLog access;
    private TelemetrySettings.@Nullable AccessLog written;
    private @Nullable Tracing tracing;

    /** @param clock this machine's */
    Telemetry(InstantSource clock, Meters meters) {
        this.around = new AccessLog.Surroundings(
                clock, System::nanoTime, () -> ThreadLocalRandom.current().nextDouble(), meters.accessLog());
    }

    /** @param name of this gateway */
    void trace(TelemetrySettings settings, String name) {
        tracing = settings.tracing() == null ? null : Tracing.to(settings.tracing(), name);
    }

    /** The log and the access log are these from now on; fails, and changes nothing, where that cannot be opened. */
    Future<Void> become(Vertx vertx, TelemetrySettings settings) {
        TelemetrySettings.AccessLog wanted = settings.accessLog();
        boolean same = Objects.equals(wanted, written);
        Future<@Nullable AccessLog> opened = same || wanted == null
                ? Future.succeededFuture(same ? access : null)
                : vertx.executeBlocking(() -> AccessLog.open(wanted, around));
        return opened.onSuccess(log -> use(log, wanted))
                .onSuccess(log -> LogLevels.ofProcess().apply(settings.logging()))
                .mapEmpty();
    }

    /** What the one before was handed is written by that, to the end. */
    private void use(@Nullable AccessLog log, TelemetrySettings.@Nullable AccessLog settings) {
        AccessLog before = access;
        access = log;
        written = settings;
        if (before != null && before != log) {
            before.close();
        }
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
