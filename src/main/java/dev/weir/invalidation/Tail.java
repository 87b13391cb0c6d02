package dev.weir.invalidation;

import dev.weir.message.Fence;
import io.vertx.core.Future;

/** The end of the purge log, as this gateway follows it. */
@FunctionalInterface
public interface Tail {
    /** Of a log that nobody else writes: there is nothing to wait for. */
    Tail NONE = fence -> Future.succeededFuture(false);

    /**
     * Waits briefly until this gateway has applied the log up to there: a response that another gateway stored may be
     * newer than what is known here. False if it has not: then what lies between is unknown.
     *
     * <p>Called on any event loop, completes on the caller's context, never fails.
     */
    Future<Boolean> reaches(Fence fence);
}
