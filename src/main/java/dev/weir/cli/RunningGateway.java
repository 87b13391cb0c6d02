package dev.weir.cli;

import dev.weir.app.ConfigSource;
import dev.weir.app.PortTaken;
import dev.weir.app.Weir;
import dev.weir.config.WeirSettings;
import io.vertx.core.Future;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs a gateway until the process is told to end: the part that {@code run} and {@code quickstart} share. */
final class RunningGateway {
    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final long STOP_SECONDS = 30;

    private RunningGateway() {}

    /**
     * Starts, announces, and waits for the end of the process. Ctrl-C and SIGTERM drain and stop all that was started; SIGHUP
     * reads the configuration again.
     *
     * @return 1 if the start failed, with the reason and what to do about it on {@code err}
     */
    static int serve(WeirSettings settings, ConfigSource source, Consumer<Weir> announce, PrintWriter err)
            throws InterruptedException {
        AtomicReference<@Nullable Weir> running = new AtomicReference<>();
        Future<Weir> started = Weir.start(settings, source).onSuccess(running::set);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running.get())));
        CountDownLatch settled = new CountDownLatch(1);
        started.onComplete(either -> settled.countDown());
        settled.await();
        if (started.failed()) {
            err.println("weir: cannot start: " + explain(started.cause()));
            err.flush();
            return 1;
        }
        HangUp.tell(() -> heard(started.result()));
        announce.accept(started.result());
        new CountDownLatch(1).await();
        return 0;
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

    private static void stop(@Nullable Weir weir) {
        if (weir == null) {
            return;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        weir.drain(DRAIN).eventually(weir::stop).onComplete(either -> stopped.countDown());
        try {
            if (!stopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                Runtime.getRuntime().halt(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
