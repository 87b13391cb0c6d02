package dev.weir.redis;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A Redis server process of our own, on 127.0.0.1. All calls may block. */
public final class RedisProcess implements AutoCloseable {
    private RedisProcess() {}

    /**
     * Ends what an earlier, hard-killed gateway left behind in {@code stateDirectory}, then starts a server.
     *
     * @param port 0 for a free one
     * @param arguments further ones for the server, such as {@code --maxmemory 256mb}
     * @throws IOException if no server starts; the message says of each one tried why
     */
    public static RedisProcess start(Path stateDirectory, int port, List<String> arguments) throws IOException {
        throw new UnsupportedOperationException();
    }

    public int port() {
        throw new UnsupportedOperationException();
    }

    public long pid() {
        throw new UnsupportedOperationException();
    }

    /** {@code redis://127.0.0.1:port} */
    public String uri() {
        throw new UnsupportedOperationException();
    }

    public boolean isAlive() {
        throw new UnsupportedOperationException();
    }

    /** Ends the server and removes its directory. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
