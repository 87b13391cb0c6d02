package dev.weir.faults;

import dev.weir.redis.RedisSettings;
import java.util.function.Consumer;

/**
 * A Redis, and what happens to it under load.
 *
 * @param happens returns once Redis is well, or its own failover has begun
 * @param failoverSeconds that it takes then
 * @param end of the servers
 */
record Fault(RedisSettings redis, Consumer<SteadyLoad> happens, int failoverSeconds, Runnable end)
        implements AutoCloseable {
    @Override
    public void close() {
        end.run();
    }
}
