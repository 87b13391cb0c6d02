package dev.weir.redis;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real Redis for a test class, {@link #empty} before each test: in a container where there is Docker, else a process. Where
 * gateways outlive a test it is {@link #outlived}: emptied of its log, it would make them forget what the test stores.
 *
 * <pre>
 * &#64;RegisterExtension
 * static final RedisServer REDIS = new RedisServer();
 * </pre>
 */
public final class RedisServer implements AutoCloseable, BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private static final String FORGET_RESPONSES = """
            for _, key in ipairs(redis.call('KEYS', '*')) do
              if not string.find(key, '}:log$') and not string.find(key, '}:nodes$') then
                redis.call('DEL', key)
              end
            end
            """;

    /** Of gateways that join a log that just began none confirms a purge before all others could have joined. */
    private static final String LOG_OF_LONG_AGO = """
            local server = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
            redis.call('XADD', 'weir:{test}:log', redis.call('TIME')[1] .. '000000-0', 'v', '1', 'after', '0', 'start', '1')
            redis.call('HSET', 'weir:{test}:nodes', '@server', 's' .. server, '@began', '1 began')
            """;

    private final RedisBackend backend;
    private final String password;
    private boolean outlived;

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

    /** Keeps the purge log and the memberships between tests. */
    public RedisServer outlived() {
        outlived = true;
        return this;
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

    /** Empties it of all but the purge log and the memberships of the gateways that follow it. */
    public void forgetResponses() {
        cli("EVAL", FORGET_RESPONSES, "0");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        empty();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (outlived) {
            forgetResponses();
        } else {
            empty();
        }
    }

    /** But for the purge log of a fleet named {@code test}, which began long ago. */
    public void empty() {
        cli("FLUSHALL");
        cli("EVAL", LOG_OF_LONG_AGO, "0");
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
