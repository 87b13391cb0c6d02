package dev.weir.redis;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real Redis for a test class, empty before each test: in a container where there is Docker, else a process.
 *
 * <pre>
 * &#64;RegisterExtension
 * static final RedisServer REDIS = new RedisServer();
 * </pre>
 */
public final class RedisServer implements AutoCloseable, BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private final RedisBackend backend;
    private final String password;

    public RedisServer() {
        this("");
    }

    /** @param password required of clients, or empty for none */
    public RedisServer(String password) {
        this(password, DockerBackend.isPossible());
    }

    private RedisServer(String password, boolean contained) {
        this.password = password;
        List<String> arguments = password.isEmpty() ? List.of() : List.of("--requirepass", password);
        try {
            backend = contained ? new DockerBackend(arguments) : new ProcessBackend(arguments);
        } catch (IOException e) {
            throw new IllegalStateException("no Redis for tests", e);
        }
    }

    /** A process on this machine, which other servers on it can reach too. */
    public static RedisServer process() {
        return new RedisServer("", false);
    }

    public String uri() {
        String user = password.isEmpty() ? "" : ":" + password + "@";
        return "redis://" + user + "127.0.0.1:" + backend.port();
    }

    public int port() {
        return backend.port();
    }

    /** Settings that reach this server with little patience. */
    public RedisSettings settings() {
        return new RedisSettings(RedisSettings.Topology.STANDALONE, List.of(uri()), Duration.ofMillis(300), 64);
    }

    /** SIGKILL. */
    public void kill() throws IOException {
        backend.kill();
    }

    /** SIGSTOP: sockets stay open, nobody answers. */
    public void stop() throws IOException {
        backend.stop();
    }

    /** SIGCONT. */
    public void cont() throws IOException {
        backend.cont();
    }

    /** An empty server on the same port. */
    public void restart() throws IOException {
        backend.restart();
    }

    /**
     * Runs one command over a connection of its own, as redis-cli would.
     *
     * @param arguments strings, or byte arrays
     * @return text of the reply, elements of an array one a line, {@code (nil)} for none
     */
    public String cli(Object... arguments) {
        try (RespSocket socket = new RespSocket(backend.port())) {
            if (!password.isEmpty()) {
                socket.call("AUTH", password);
            }
            return socket.call(arguments);
        } catch (IOException e) {
            throw new IllegalStateException("Redis for tests does not answer", e);
        }
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        cli("PING");
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        cli("FLUSHALL");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    @Override
    public void close() {
        backend.close();
    }
}
