package dev.weir.invalidation;

import io.vertx.core.Future;
import java.time.Duration;

/**
 * The one log of the fleet that every purge goes into.
 *
 * <p>Called on any event loop, completes on the caller's context and never fails: what became of a purge is its outcome.
 */
public interface PurgeLog {
    /**
     * Appends a purge, and waits until the fleet has applied it.
     *
     * @param confirm whether to wait at all; without, the outcome names nobody but what is known at once
     * @param patience longest wait for the fleet, counted from the call
     */
    Future<PurgeOutcome> append(Purge purge, boolean confirm, Duration patience);

    /**
     * Applies a purge to this gateway alone, at once, for a log that cannot be written now. What is fetched from then on
     * is newer; who wants the fleet to forget too must append the purge later.
     */
    void applyHere(Purge purge);
}
