package dev.weir.origin;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets no more requests to an origin at once than its limit; more wait their turn, in a queue bounded in length and time,
 * and what exceeds that is refused, so that losing the cache is felt as waiting and not as a stampede.
 *
 * <p>Used from all event loops. The lock guards numbers and queue only; nothing is called back under it.
 */
final class Guard {
    private static final Duration NUDGE = Duration.ofNanos(Ramp.STEP);

    private final Vertx vertx;
    private final OriginSettings settings;
    private final LongSupplier nanoTime;
    private final ConcurrencyLimit limit;
    private final Queue<Entry> queue = new ArrayDeque<>();
    private int inFlight;
    private boolean nudging;

    Guard(Vertx vertx, OriginSettings settings, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.settings = settings;
        this.nanoTime = nanoTime;
        this.limit = new ConcurrencyLimit(settings, nanoTime.getAsLong());
    }

    /** One request's way past the guard. */
    final class Entry {
        private final Context context = vertx.getOrCreateContext();
        private final Promise<Entry> admitted = Promise.promise();
        private long timer = -1;
        private long sentAt;
        private int beside;
        private boolean left;

        /** On the caller's context; fails with {@link OriginFailure.Kind#OVERLOADED} only. */
        Future<Entry> admitted() {
            return admitted.future();
        }

        /** The response head is in: how long it took tells how the origin does. */
        void answered() {
            synchronized (Guard.this) {
                limit.answered(sentAt, nanoTime.getAsLong() - sentAt, beside);
            }
        }

        /** The request is over, or not wanted any more; at most the first call counts. */
        void leave() {
            List<Entry> next;
            synchronized (Guard.this) {
                if (left) {
                    return;
                }
                left = true;
                if (!queue.remove(this)) {
                    inFlight--;
                }
                next = admit();
            }
            next.forEach(Entry::tell);
        }

        /** Not wanted any more while it waits: whoever is next need not wait for that. */
        void leaveQueue(OriginFailure.Kind why) {
            boolean waited;
            synchronized (Guard.this) {
                waited = queue.remove(this);
                left |= waited;
            }
            if (waited) {
                vertx.cancelTimer(timer);
                admitted.tryFail(new OriginFailure(why, new TimeoutException("left while it waited for its turn")));
            }
        }

        private void enter() {
            sentAt = nanoTime.getAsLong();
            beside = ++inFlight;
        }

        private void tell() {
            context.runOnContext(now -> {
                vertx.cancelTimer(timer);
                if (!admitted.tryComplete(this)) {
                    leave();
                }
            });
        }

        private void giveUp() {
            if (admitted.tryFail(overloaded())) {
                leave();
            }
        }
    }

    Entry enter() {
        Entry entry = new Entry();
        switch (place(entry)) {
            case ADMITTED -> entry.admitted.complete(entry);
            case REFUSED -> entry.admitted.fail(overloaded());
            case QUEUED -> {
                entry.timer = vertx.setTimer(
                        Math.max(1, settings.overload().queueTimeout().toMillis()), late -> entry.giveUp());
                nudge();
            }
        }
        return entry;
    }

    private enum Place {
        ADMITTED,
        QUEUED,
        REFUSED
    }

    private synchronized Place place(Entry entry) {
        if (queue.isEmpty() && inFlight < limit.now(nanoTime.getAsLong(), inFlight)) {
            entry.enter();
            return Place.ADMITTED;
        }
        if (queue.size() >= settings.overload().queue()) {
            entry.left = true;
            return Place.REFUSED;
        }
        queue.add(entry);
        return Place.QUEUED;
    }

    /** Under the lock. */
    private List<Entry> admit() {
        List<Entry> admitted = new ArrayList<>();
        int most = limit.now(nanoTime.getAsLong(), inFlight);
        while (inFlight < most) {
            @Nullable Entry next = queue.poll();
            if (next == null) {
                break;
            }
            next.enter();
            admitted.add(next);
        }
        return admitted;
    }

    /** The limit rises with time, too: whoever waits must not wait for somebody to be done. */
    private void nudge() {
        synchronized (this) {
            if (nudging) {
                return;
            }
            nudging = true;
        }
        vertx.setTimer(NUDGE.toMillis(), due -> {
            List<Entry> next;
            boolean more;
            synchronized (this) {
                next = admit();
                more = !queue.isEmpty();
                nudging = false;
            }
            next.forEach(Entry::tell);
            if (more) {
                nudge();
            }
        });
    }

    private static OriginFailure overloaded() {
        return new OriginFailure(OriginFailure.Kind.OVERLOADED, new TimeoutException("no turn in time"));
    }

    synchronized int inFlight() {
        return inFlight;
    }

    synchronized int queued() {
        return queue.size();
    }

    synchronized int limit() {
        return limit.found();
    }
}
