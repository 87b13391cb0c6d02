package dev.weir.exchange;

import java.time.Duration;

/** Told of every request once its answer is sent, or its client gone. Called on its event loop; must not fail. */
public interface ExchangeObserver {
    ExchangeObserver NONE = (why, status, took, bytes) -> {};

    /**
     * A request is over.
     *
     * @param why with outcome {@link Outcome#ABANDONED} where the client left
     * @param took from the request's head to the end of the answer
     * @param bytes of the answer's content
     */
    void ended(Explanation why, int status, Duration took, long bytes);
}
