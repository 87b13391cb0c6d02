package dev.weir.origin;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.streams.ReadStream;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The content of an origin's response, which is never waited for longer than the origin's time limit while its reader
 * wants more, and whose failure is not lost when it comes before the reader: the client library tells it once, to
 * whoever listens then.
 *
 * <p>Read on the context of the request.
 */
final class ArrivingContent extends ContentStream {
    private final Vertx vertx;
    private final HttpClientResponse response;
    private final long patienceNanos;
    private final LongSupplier nanoTime;
    private final Consumer<@Nullable Throwable> whenOver;
    private final long endTimer;

    private @Nullable Throwable failure;
    private boolean over;
    private boolean reading;
    private boolean watched;
    private long timer;
    private long heardAt;

    /**
     * How long is waited for the content.
     *
     * @param idle between two pieces, while the reader wants more
     * @param left in all, whoever is slow; null for no limit
     */
    record Patience(Duration idle, @Nullable Duration left) {}

    /** @param whenOver called once, before the reader is told, when the content ends (with null) or fails */
    ArrivingContent(
            Vertx vertx,
            HttpClientResponse response,
            Patience patience,
            LongSupplier nanoTime,
            Consumer<@Nullable Throwable> whenOver) {
        this.vertx = vertx;
        this.response = response;
        this.patienceNanos = patience.idle().toNanos();
        this.nanoTime = nanoTime;
        this.whenOver = whenOver;
        response.pause();
        response.handler(this::arrived);
        response.endHandler(end -> finish(null));
        response.exceptionHandler(this::finish);
        Duration left = patience.left();
        endTimer = left == null
                ? -1
                : vertx.setTimer(
                        Math.max(1, left.toMillis()), late -> cutOff("the origin's time limit in all is over"));
    }

    private void arrived(Buffer bytes) {
        heardAt = nanoTime.getAsLong();
        if (!over) {
            tellPiece(bytes);
        }
    }

    private void finish(@Nullable Throwable cause) {
        if (over) {
            return;
        }
        over = true;
        failure = cause;
        if (watched) {
            vertx.cancelTimer(timer);
        }
        vertx.cancelTimer(endTimer);
        whenOver.accept(cause);
        if (cause == null) {
            tellEnd();
        } else if (reading) {
            tellOnce(cause);
        }
    }

    private void tellOnce(Throwable cause) {
        failure = null;
        tellFailure(cause);
    }

    private void watch(long nanos) {
        watched = true;
        timer = vertx.setTimer(Math.max(1, Duration.ofNanos(nanos).toMillis()), now -> look());
    }

    /** A reader that paused is waited for: only an origin that keeps a willing reader waiting is cut off. */
    private void look() {
        watched = false;
        if (over || !reading) {
            return;
        }
        long left = patienceNanos - (nanoTime.getAsLong() - heardAt);
        if (left > 0) {
            watch(left);
            return;
        }
        cutOff("no content within the origin's time limit");
    }

    private void cutOff(String why) {
        finish(new TimeoutException(why));
        response.request().reset();
    }

    @Override
    public ReadStream<Buffer> pause() {
        reading = false;
        response.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        if (failure != null) {
            tellOnce(failure);
        } else if (!over) {
            reading = true;
            heardAt = nanoTime.getAsLong();
            if (!watched) {
                watch(patienceNanos);
            }
            response.fetch(amount);
        }
        return this;
    }
}
