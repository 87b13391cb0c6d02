package dev.weir.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Starts one program as a server that writes nothing to disk and listens on 127.0.0.1 only. */
record RedisLaunch(Path program, Path directory, List<String> arguments) {
    static final String HOST = "127.0.0.1";

    private static final String READY = "Ready to accept connections";
    private static final Executor TOO_LATE = CompletableFuture.delayedExecutor(10, TimeUnit.SECONDS);

    /**
     * Returns once the server is ready.
     *
     * @throws IOException if it cannot be run, or ends or hangs before it is ready; the message says what it said last
     */
    Process start(int port) throws IOException {
        Process process = new ProcessBuilder(command(port))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        LeftBehind.note(directory, process.pid(), port);
        CompletableFuture<Void> limit = CompletableFuture.runAsync(process::destroyForcibly, TOO_LATE);
        try {
            awaitReady(process);
            return process;
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        } finally {
            limit.cancel(false);
        }
    }

    private List<String> command(int port) {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--port", Integer.toString(port)));
        command.addAll(List.of("--bind", HOST, "--dir", directory.toString(), "--daemonize", "no"));
        command.addAll(List.of("--save", "", "--appendonly", "no"));
        command.addAll(arguments);
        return command;
    }

    private void awaitReady(Process process) throws IOException {
        BufferedReader output = process.inputReader();
        String last = "no output";
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains(READY)) {
                drain(output);
                return;
            }
            last = line.isBlank() ? last : line.strip();
        }
        throw new IOException(program + " did not start: " + last);
    }

    /** A server whose output nobody reads stops when the pipe is full. */
    private static void drain(BufferedReader output) {
        Thread.ofPlatform().daemon().name("redis-output").start(() -> {
            try (output) {
                output.lines().forEach(line -> {});
            } catch (IOException | UncheckedIOException e) {
                // The server ended.
            }
        });
    }
}
