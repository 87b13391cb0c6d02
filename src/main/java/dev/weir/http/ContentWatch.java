package dev.weir.http;

import dev.weir.http.EdgeObserver.Refusal;
import io.vertx.core.http.HttpServerRequest;

/**
 * Sends a client away that does not get on with a request's content: while the gateway wants to read it, and has not begun
 * to answer.
 */
final class ContentWatch implements Watchman.Watched {
    private static final int LEAST_BYTES = 1 << 10;

    private final HttpServerRequest request;
    private final Admission admission;
    private final Runnable refusal;
    private boolean paused = true;
    private long since = Long.MIN_VALUE;
    private long read;

    /** @param refusal ends the request */
    ContentWatch(HttpServerRequest request, Admission admission, Runnable refusal) {
        this.request = request;
        this.admission = admission;
        this.refusal = refusal;
    }

    /** Whether it is the gateway that does not get on. */
    void setPaused(boolean isPaused) {
        paused = isPaused;
        since = Long.MIN_VALUE;
    }

    @Override
    public boolean isGone() {
        return request.isEnded() || request.response().closed();
    }

    @Override
    public boolean isOverdue(long nanoTime) {
        boolean isAnswering =
                request.response().headWritten() && !request.response().ended();
        long now = request.bytesRead();
        if (since == Long.MIN_VALUE || paused || isAnswering || now - read >= LEAST_BYTES) {
            since = nanoTime;
            read = now;
        }
        return nanoTime - since >= admission.limits().times().content().toNanos();
    }

    @Override
    public void sendAway() {
        admission.observer().refused(Refusal.SLOW_CONTENT);
        refusal.run();
    }
}
