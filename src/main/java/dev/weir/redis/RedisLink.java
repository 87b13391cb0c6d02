package dev.weir.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/**
 * The way to Redis for all requests of one event loop.
 *
 * <p>Nothing is queued: while there is no connection commands fail at once, since by the time Redis is back the requests
 * were answered otherwise. {@link #send} is called on the link's event loop; the rest may be called by any thread.
 */
interface RedisLink {
    /** Connects in the background, and again whenever the connection is lost. */
    void start();

    boolean isOnLoop();

    /** Whether every key can be reached. */
    boolean isUp();

    /** Whether a command about that key would be sent now. */
    boolean reaches(byte[] key);

    /** Why it is not up, for the operator; empty where nothing is known. */
    String trouble();

    /** Whether the first attempt succeeded; never fails. */
    Future<Boolean> firstAttempt();

    /**
     * The reply, null where Redis says nil; fails with what Redis or the connection says, or with {@link LinkFailure}.
     *
     * @param key any of the command's keys, which are in one slot; the channel of a message
     */
    Future<Response> send(RedisCommand command, byte[] key, Request request);

    Future<Void> close();
}
