package dev.weir.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A gateway in a process of its own, started as an operator starts it, that can be ended, stopped and started again with
 * the same configuration.
 *
 * <p>Its ports are free ones, which it announces, so that they change with each start.
 */
public final class GatewayProcess implements AutoCloseable {
    private static final long BOUND_SECONDS = 60;
    private static final Pattern SERVING = Pattern.compile("weir: serving (\\S+), admin (\\S+)");

    /** A small heap, and no compiler threads that take the processors from the others. */
    private static final List<String> FLAGS = List.of(
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "--enable-native-access=ALL-UNNAMED",
            "-Dio.netty.leakDetection.level=disabled");

    private record Running(ChildProcess process, URI gateway, URI admin) {}

    private final Path configuration;
    private final String main;
    private final List<String> outputBefore = new CopyOnWriteArrayList<>();
    private volatile ChildProcess starting;
    private volatile Running running;

    private GatewayProcess(Path configuration, String main) {
        this.configuration = configuration;
        this.main = main;
        this.starting = launch();
    }

    /**
     * Starts one; {@link #awaitReady} waits for it, so that several can start at once.
     *
     * @param main name of the class that the process begins with
     */
    static GatewayProcess start(String configuration, String main) {
        try {
            Path file = Leftovers.directory().resolve("gateway-" + System.nanoTime() + ".yaml");
            Files.writeString(file, configuration);
            return new GatewayProcess(file, main);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class path goes by the environment, so that the command line stays short enough to be recognised by. */
    private ChildProcess launch() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = Stream.of(
                        List.of(java), FLAGS, List.of(main, "run", "--config", configuration.toString()))
                .flatMap(List::stream)
                .toList();
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return ChildProcess.start(builder, line -> SERVING.matcher(line).find());
    }

    /** Waits until it serves. */
    public GatewayProcess awaitReady() {
        try {
            String line = starting.announcement().get(BOUND_SECONDS, TimeUnit.SECONDS);
            Matcher said = SERVING.matcher(line);
            if (!said.find()) {
                throw new IllegalStateException(line);
            }
            running = new Running(starting, URI.create(said.group(1)), URI.create(said.group(2)));
            return this;
        } catch (Exception e) {
            throw new AssertionError("gateway does not start: " + starting.output(), e);
        }
    }

    /** Starts it again after its end. */
    public GatewayProcess restart() {
        outputBefore.addAll(starting.output());
        starting = launch();
        return awaitReady();
    }

    public int port() {
        return running.gateway().getPort();
    }

    public int adminPort() {
        return running.admin().getPort();
    }

    public boolean isAlive() {
        return starting.isAlive();
    }

    /** What it has printed since it was last started. */
    public List<String> output() {
        return starting.output();
    }

    /** What it has printed since it was first started. */
    public List<String> allOutput() {
        return Stream.concat(outputBefore.stream(), output().stream()).toList();
    }

    /** SIGKILL. */
    public void kill() {
        starting.kill();
    }

    /** SIGSTOP: sockets stay open, nobody answers. */
    public void stop() {
        starting.signal("STOP");
    }

    /** SIGCONT. */
    public void cont() {
        starting.signal("CONT");
    }

    /** A full collection, so that what its heap then holds is in use. */
    void collectGarbage() {
        ChildProcess.run(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(starting.pid()),
                "GC.run");
    }

    /** SIGTERM: it drains and leaves. */
    public void terminate() {
        starting.signal("TERM");
    }

    public int awaitEnd() {
        return starting.awaitEnd();
    }

    @Override
    public void close() {
        starting.close();
        try {
            Files.deleteIfExists(configuration);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
