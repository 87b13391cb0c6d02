package dev.weir.cli;

import dev.weir.app.ConfigSource;
import dev.weir.app.PortTaken;
import dev.weir.app.Weir;
import dev.weir.config.WeirSettings;
import io.vertx.core.Future;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs a gateway until the process is told to end: the part that {@code run} and {@code quickstart} share. */
final class RunningGateway {
    /** What is left to do when the last client is served. */
    private static final Duration STOP = Duration.ofSeconds(10);

    private RunningGateway() {}

    /**
     * Starts, announces, and waits for the end of the process. The first Ctrl-C or SIGTERM has everybody served who is there
     * and stops all that was started, a second one ends the process at once; SIGHUP reads the configuration again.
     *
     * @return 0 if it ended as told; 1 if the start failed, with the reason and what to do about it on {@code err}
     */
    static int serve(WeirSettings settings, ConfigSource source, Consumer<Weir> announce, PrintWriter err)
            throws InterruptedException {
        AtomicReference<@Nullable Weir> running = new AtomicReference<>();
        CountDownLatch told = new CountDownLatch(1);
        AtomicInteger signals = new AtomicInteger();
        for (String name : List.of("TERM", "INT")) {
            Signals.tell(name, () -> end(signals, told));
        }
        Future<Weir> started = Weir.start(settings, source).onSuccess(running::set);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running.getAndSet(null))));
        CountDownLatch settled = new CountDownLatch(1);
        started.onComplete(either -> settled.countDown());
        settled.await();
        if (started.failed()) {
            err.println("weir: cannot start: " + explain(started.cause()));
            err.flush();
            return 1;
        }
        Signals.tell("HUP", () -> heard(started.result()));
        announce.accept(started.result());
        told.await();
        stop(running.getAndSet(null));
        return 0;
    }

    private static void end(AtomicInteger signals, CountDownLatch told) {
        if (signals.incrementAndGet() > 1) {
            Runtime.getRuntime().halt(ExitCode.AT_ONCE);
        }
        told.countDown();
    }

    /** SIGHUP, by which one tells a server to look at its files again. */
    private static void heard(Weir weir) {
        weir.reopenAccessLog();
        weir.reload("SIGHUP");
    }

    private static String explain(Throwable cause) {
        return cause instanceof PortTaken taken
                ? taken.getMessage() + " (" + taken.section().flag() + " chooses another port)"
                : String.valueOf(cause.getMessage());
    }

    /** By whoever comes first: a signal, or an end of the process that nobody was told of. */
    private static void stop(@Nullable Weir weir) {
        if (weir == null) {
            return;
        }
        Duration limit = weir.longestLeave().plus(STOP);
        CountDownLatch stopped = new CountDownLatch(1);
        weir.leave().eventually(weir::stop).onComplete(either -> stopped.countDown());
        try {
            if (!stopped.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                Runtime.getRuntime().halt(ExitCode.AT_ONCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
