package dev.weir.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;

/** One connection, the private client it belongs to, and the server it leads to. */
record Line(Redis client, RedisConnection connection, Endpoint endpoint) {
    /** Ends the socket, which fails what is under way. Closing the connection itself would only return it to a pool. */
    Future<Void> close() {
        return client.close();
    }
}
