package dev.weir.app;

import dev.weir.redis.RedisProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Redis server process of {@code topology: embedded}: a free port, 256 MiB that forget the least used first, and
 * nothing written to disk.
 */
final class EmbeddedRedis {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedRedis.class);
    private static final List<String> ARGUMENTS = List.of("--maxmemory", "256mb", "--maxmemory-policy", "volatile-lfu");

    private EmbeddedRedis() {}

    /**
     * Starts one, off the event loop.
     *
     * @param listenPort tells apart the gateways of one machine, so that each finds what it left behind itself
     * @return the process, or a failure that says of each server tried why it did not start
     */
    static Future<RedisProcess> start(Vertx vertx, int listenPort) {
        Path state = Path.of(
                System.getProperty("java.io.tmpdir"), "weir-" + System.getProperty("user.name") + "-" + listenPort);
        return vertx.executeBlocking(() -> RedisProcess.start(state, 0, ARGUMENTS));
    }

    static void explain(Throwable cause) {
        String why = cause instanceof IOException ? cause.getMessage() : cause.toString();
        LOG.warn("No Redis server could be started, going on without one (topology: none): {}", why);
    }
}
