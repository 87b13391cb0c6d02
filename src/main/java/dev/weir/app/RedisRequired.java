package dev.weir.app;

/** The gateway was told not to start without Redis, and cannot reach it. */
final class RedisRequired extends Exception {
    private static final long serialVersionUID = 1L;

    /** @param trouble why there is no connection, without secrets */
    RedisRequired(String trouble) {
        super(trouble + " (redis.required is on)", null, false, false);
    }
}
