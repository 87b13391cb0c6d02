package dev.weir.telemetry;

import dev.weir.http.AccessObserver;
import dev.weir.http.AccessRecord;
import dev.weir.telemetry.TelemetrySettings.AccessFormat;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;

/**
 * One line a request, written by a thread of its own.
 *
 * <p>Event loops hand over what they know of a request and go on: the ring between them and the thread has a fixed size,
 * and a request that finds it full is not logged but counted. The thread looks every few milliseconds instead of being
 * woken, so that a request costs no call of the system.
 */
public final class AccessLog implements AccessObserver {
    /** What gives the log its time, its chance, and its place in the meters. */
    public record Surroundings(
            InstantSource clock, LongSupplier nanoTime, DoubleSupplier chance, AccessLogObserver observer) {}

    /** Requests between loops and thread: a tenth of a second at full load, at most some 60 MB of the longest texts. */
    static final int ROOM = 1 << 14;

    private static final long PAUSE = Duration.ofMillis(5).toNanos();

    /** Written at once, at most. */
    private static final int CHUNK = 64 << 10;

    private final TelemetrySettings.AccessLog settings;
    private final Surroundings around;
    private final AccessLine line;
    private final AccessFile file;
    private final MpscAtomicArrayQueue<AccessRecord> ring = new MpscAtomicArrayQueue<>(ROOM);
    private final LineBuffer buffer = new LineBuffer();
    private final Promise<Void> ended = Promise.promise();
    private final boolean wantsAll;
    private int lines;
    private volatile boolean closing;
    private volatile boolean over;

    private AccessLog(TelemetrySettings.AccessLog settings, AccessFile file, Surroundings around) {
        this.settings = settings;
        this.file = file;
        this.around = around;
        this.wantsAll = settings.routes().isEmpty() && settings.sample() >= 1;
        this.line = settings.format() == AccessFormat.JSON ? new JsonLine() : new CombinedLine();
    }

    /**
     * Opens the file, which blocks, and starts the thread.
     *
     * @throws IOException if the file cannot be opened, with what the operator can do about it
     */
    public static AccessLog open(TelemetrySettings.AccessLog settings, Surroundings around) throws IOException {
        AccessFile file = settings.to().equals(TelemetrySettings.AccessLog.STDOUT)
                ? AccessFile.standardOutput()
                : AccessFile.open(Path.of(settings.to()), around.nanoTime());
        AccessLog log = new AccessLog(settings, file, around);
        Thread.ofPlatform().name("weir-access-log").daemon().start(log::run);
        return log;
    }

    @Override
    public boolean wants(String route) {
        return wantsAll
                || ((settings.routes().isEmpty() || settings.routes().contains(route))
                        && (settings.sample() >= 1 || around.chance().getAsDouble() < settings.sample()));
    }

    @Override
    public void ended(AccessRecord request) {
        if (over || !ring.offer(request)) {
            around.observer().dropped(1);
        }
    }

    /** The file is opened again before the next line: it was moved away. Any thread. */
    public void reopen() {
        file.reopen();
    }

    /** Completes, on no event loop, when all that was handed over is written. */
    public Future<Void> close() {
        closing = true;
        return ended.future();
    }

    private void run() {
        try {
            boolean last = false;
            while (!last) {
                last = closing;
                while (ring.drain(this::write, ROOM) > 0) {
                    flush();
                }
                flush();
                if (!last) {
                    LockSupport.parkNanos(PAUSE);
                }
            }
        } finally {
            over = true;
            around.observer().dropped(ring.size());
            file.close();
            ended.complete();
        }
    }

    private void write(AccessRecord request) {
        long age = around.nanoTime().getAsLong() - request.ended().startedAt();
        Instant startedAt = around.clock().instant().minusNanos(age);
        line.write(request, startedAt, buffer);
        lines++;
        if (buffer.length() >= CHUNK) {
            flush();
        }
    }

    private void flush() {
        if (lines > 0 && !file.write(buffer)) {
            around.observer().dropped(lines);
        }
        lines = 0;
        buffer.clear();
        file.keep();
    }
}
