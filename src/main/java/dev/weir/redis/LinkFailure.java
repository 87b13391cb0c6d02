package dev.weir.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;

/** Why a command was not sent. One constant each: a lost Redis must not cost a stack trace a request. */
final class LinkFailure extends Exception {
    static final Future<Response> DOWN = Future.failedFuture(new LinkFailure("no connection to Redis"));
    static final Future<Response> BUSY = Future.failedFuture(new LinkFailure("too many commands under way"));

    static final Future<Response> SKIPPED = Future.failedFuture(new LinkFailure("Redis fails or is slow"));

    private LinkFailure(String message) {
        super(message, null, false, false);
    }
}
