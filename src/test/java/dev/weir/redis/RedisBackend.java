package dev.weir.redis;

import java.io.IOException;

/** A real Redis server that a test can end, stop and bring back. */
interface RedisBackend extends AutoCloseable {
    int port();

    /** SIGKILL. */
    void kill() throws IOException;

    /** SIGSTOP. */
    void stop() throws IOException;

    /** SIGCONT. */
    void cont() throws IOException;

    /** Starts an empty server on the same port; ends the one before if it still runs. */
    void restart() throws IOException;

    @Override
    void close();
}
