package dev.weir.cli;

import dev.weir.app.Simulations;
import dev.weir.simulate.SimulatedOriginVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.SocketAddress;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code weir simulate}: the slow origin alone, for a gateway on this machine or another to be put in front of it. */
@Command(
        name = "simulate",
        description = "Starts a slow origin that answers every path and counts what it was asked.",
        mixinStandardHelpOptions = true,
        footer = {"", "What it was asked: GET /__sim/stats. From zero again: POST /__sim/reset."})
public final class SimulateCommand implements Callable<Integer> {
    private static final long STOP_SECONDS = 5;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--host", paramLabel = "HOST", description = "Listens here (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(names = "--port", paramLabel = "PORT", description = "0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port = 9000;

    @Mixin
    private SimulationOptions simulation = new SimulationOptions();

    @Override
    public Integer call() throws InterruptedException {
        if (port < 0 || port > 65535) {
            throw simulation.wrong("--port: " + port + " (expected: 0 to 65535)");
        }
        SimulatedOriginVerticle origin =
                Simulations.verticle(simulation.settings(), SocketAddress.inetSocketAddress(port, host));
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        stopWith(vertx);
        Throwable failure = failure(vertx.deployVerticle(origin));
        return failure == null ? serve(origin) : fail(vertx, failure);
    }

    private int serve(SimulatedOriginVerticle origin) throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        out.println("simulated origin on http://" + host + ":" + origin.actualPort() + " (Ctrl-C stops it)");
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }

    private int fail(Vertx vertx, Throwable failure) throws InterruptedException {
        failure(vertx.close());
        PrintWriter err = spec.commandLine().getErr();
        err.println("cannot start on " + host + ":" + port + ": " + failure.getMessage() + " (--port changes it)");
        err.flush();
        return 1;
    }

    private static void stopWith(Vertx vertx) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                failure(vertx.close());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private static @Nullable Throwable failure(Future<?> future) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        future.onComplete(either -> done.countDown());
        return done.await(STOP_SECONDS, TimeUnit.SECONDS) ? future.cause() : new IllegalStateException("no answer");
    }
}
