package dev.weir.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A process that a test started: signalled by its id, its output kept, and ended with the test whatever happens. */
final class ChildProcess implements AutoCloseable {
    private static final long BOUND_SECONDS = 30;
    private static final Set<ChildProcess> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(ChildProcess::kill)));
    }

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final CompletableFuture<String> announcement = new CompletableFuture<>();

    private ChildProcess(Process process) {
        this.process = process;
    }

    /** @param announces the line of its output by which it says that it is ready */
    static ChildProcess start(ProcessBuilder command, Predicate<String> announces) {
        try {
            ChildProcess child =
                    new ChildProcess(command.redirectErrorStream(true).start());
            RUNNING.add(child);
            Thread.ofPlatform().daemon().start(() -> child.read(announces)); // a virtual one would keep its carrier
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Predicate<String> announces) {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                if (announces.test(line)) {
                    announcement.complete(line);
                }
            }
        } catch (IOException closed) {
            output.add(closed.toString());
        }
        announcement.completeExceptionally(new IllegalStateException("ended early: " + String.join("\n", output)));
    }

    /** Completes with the line by which it says that it is ready. */
    CompletableFuture<String> announcement() {
        return announcement;
    }

    List<String> output() {
        return List.copyOf(output);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** @param name without {@code SIG} */
    void signal(String name) {
        run("kill", "-" + name, Long.toString(pid()));
    }

    /** Runs a command to its end, which is to be a success. */
    static void run(String... command) {
        try {
            Process run = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            run.onExit().join();
            if (run.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + run.exitValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL; it ends stopped processes too. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Its exit code. */
    int awaitEnd() {
        try {
            if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("process " + pid() + " does not end: " + String.join("\n", output));
            }
            RUNNING.remove(this);
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
