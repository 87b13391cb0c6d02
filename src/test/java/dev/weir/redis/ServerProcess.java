package dev.weir.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server program of Redis in any of its modes, on a port and in a directory of its own; ended by its process id. */
public final class ServerProcess implements AutoCloseable {
    private static final int HIGHEST = 55_000; // a Cluster's bus listens 10,000 above

    private final Path program;
    private final Path directory;
    private final int port;
    private final List<String> arguments;
    private Process process;

    private ServerProcess(Path directory, int port, List<String> arguments) throws IOException {
        this.program = program(directory);
        this.directory = directory;
        this.port = port;
        this.arguments = arguments;
        this.process = launch();
    }

    /** A server that keeps nothing on disk. */
    public static ServerProcess start(List<String> arguments) {
        try {
            return new ServerProcess(Files.createTempDirectory("weir-test-node"), freePort(), arguments).ready();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A Sentinel with this configuration. */
    static ServerProcess sentinel(List<String> configuration) {
        try {
            Path directory = Files.createTempDirectory("weir-test-sentinel");
            Path file = Files.write(directory.resolve("sentinel.conf"), configuration);
            return new ServerProcess(directory, freePort(), List.of(file.toString(), "--sentinel")).ready();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path program(Path directory) throws IOException {
        List<Path> installed = RedisBinaries.installed(System.getenv().getOrDefault("PATH", ""));
        return installed.isEmpty() ? RedisBinaries.packaged(directory) : installed.getFirst();
    }

    static int freePort() throws IOException {
        while (true) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                if (socket.getLocalPort() < HIGHEST) {
                    return socket.getLocalPort();
                }
            }
        }
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        if (command.getLast().equals("--tls-port")) {
            command.addAll(List.of(Integer.toString(port), "--port", "0"));
        } else {
            command.addAll(List.of("--port", Integer.toString(port)));
        }
        command.addAll(List.of("--bind", "127.0.0.1", "--dir", directory.toString(), "--daemonize", "no"));
        if (!arguments.contains("--sentinel")) {
            command.addAll(List.of("--save", "", "--appendonly", "no", "--repl-diskless-sync-delay", "0"));
            command.addAll(List.of("--repl-ping-replica-period", "1")); // a replica that has heard nothing is not named
        }
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    private ServerProcess ready() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!isListening()) {
            if (!process.isAlive() || System.nanoTime() - deadline > 0) {
                throw new IOException("does not start: " + Files.readString(directory.resolve("log")));
            }
            LockSupport.parkNanos(2_000_000);
        }
        return this;
    }

    private boolean isListening() {
        try {
            new RespSocket(port).close();
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public String uri() {
        return "redis://127.0.0.1:" + port;
    }

    /** Text of the reply, elements of an array one a line. */
    public String cli(Object... command) {
        try (RespSocket socket = new RespSocket(port)) {
            return socket.call(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGSTOP. */
    public void stop() {
        signal("STOP");
    }

    /** SIGCONT. */
    public void cont() {
        signal("CONT");
    }

    /** Where it was, with what it was told at first. */
    public void restart() {
        try {
            kill();
            process = launch();
            ready();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
        LeftBehind.remove(directory);
    }
}
