package dev.weir.redis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Redis server process of our own, on 127.0.0.1, which keeps nothing: {@code redis-server} or {@code valkey-server}
 * from the search path, else the packaged one. All calls may block.
 */
public final class RedisProcess implements AutoCloseable {
    /** A free port may be taken by somebody else before the server has bound it. */
    private static final int ATTEMPTS = 3;

    private static final byte[] LOCAL = {127, 0, 0, 1};
    private static final long GRACE_SECONDS = 2;

    private final Process process;
    private final int port;
    private final Path directory;

    private RedisProcess(Process process, int port, Path directory) {
        this.process = process;
        this.port = port;
        this.directory = directory;
    }

    /**
     * Ends what an earlier, hard-killed gateway left behind in {@code stateDirectory}, then starts a server.
     *
     * @param port 0 for a free one
     * @param arguments further ones for the server, such as {@code --maxmemory 256mb}
     * @throws IOException if no server starts; the message says of each one tried why
     */
    public static RedisProcess start(Path stateDirectory, int port, List<String> arguments) throws IOException {
        return start(stateDirectory, port, arguments, System.getenv().getOrDefault("PATH", ""));
    }

    static RedisProcess start(Path stateDirectory, int port, List<String> arguments, String searchPath)
            throws IOException {
        Files.createDirectories(stateDirectory);
        LeftBehind.clear(stateDirectory);
        Path directory = Files.createTempDirectory(stateDirectory, LeftBehind.DIRECTORY_PREFIX);
        List<String> refusals = new ArrayList<>();
        RedisProcess started = attemptInstalled(searchPath, directory, port, arguments, refusals);
        if (started == null) {
            started = attemptPackaged(directory, port, arguments, refusals);
        }
        if (started == null) {
            LeftBehind.remove(directory);
            throw new IOException("no Redis server could be started: " + String.join("; ", refusals));
        }
        return started;
    }

    private static @Nullable RedisProcess attemptInstalled(
            String searchPath, Path directory, int port, List<String> arguments, List<String> refusals) {
        return RedisBinaries.installed(searchPath).stream()
                .map(program -> attempt(new RedisLaunch(program, directory, arguments), port, refusals))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable RedisProcess attemptPackaged(
            Path directory, int port, List<String> arguments, List<String> refusals) {
        try {
            Path program = RedisBinaries.packaged(directory);
            return attempt(new RedisLaunch(program, directory, arguments), port, refusals);
        } catch (IOException | RuntimeException e) {
            refusals.add("packaged server: " + e.getMessage());
            return null;
        }
    }

    private static @Nullable RedisProcess attempt(RedisLaunch launch, int port, List<String> refusals) {
        String refusal = "";
        for (int i = 0; i < (port == 0 ? ATTEMPTS : 1); i++) {
            try {
                int chosen = port == 0 ? freePort() : port;
                return new RedisProcess(launch.start(chosen), chosen, launch.directory());
            } catch (IOException e) {
                refusal = String.valueOf(e.getMessage());
            }
        }
        refusals.add(refusal);
        return null;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(LOCAL))) {
            return socket.getLocalPort();
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    /** {@code redis://127.0.0.1:port} */
    public String uri() {
        return "redis://" + RedisLaunch.HOST + ':' + port;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the server and removes its directory. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        LeftBehind.remove(directory);
    }
}
