package dev.weir.http;

import io.netty.channel.EventLoop;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after all clients of one event loop every so often, and sends away those that take too long: cheaper than a timer a
 * connection, and nothing for those that are quick. So limits are kept to within a quarter of them.
 */
final class Watchman {
    /** Somebody who must not take too long. */
    interface Watched {
        /** Whether there is nothing to look after any more. */
        boolean isGone();

        /** @return whether the time is over; {@link #sendAway} follows then */
        boolean isOverdue(long nanoTime);

        void sendAway();
    }

    private static final Logger LOG = LoggerFactory.getLogger(Watchman.class);
    private static final long LONGEST_ROUND = TimeUnit.SECONDS.toNanos(1);
    private static final int ROUNDS = 4;

    private final Set<Watched> all = new HashSet<>();
    private final LongSupplier nanoTime;

    private Watchman(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @param shortest of the limits that are to be kept */
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with its event loop
    static Watchman on(EventLoop loop, long shortest, LongSupplier nanoTime) {
        Watchman watchman = new Watchman(nanoTime);
        long round = Math.max(1_000_000, Math.min(LONGEST_ROUND, shortest / ROUNDS));
        loop.scheduleAtFixedRate(watchman::goRound, round, round, TimeUnit.NANOSECONDS);
        return watchman;
    }

    void watch(Watched client) {
        all.add(client);
    }

    /** A bug must not be the end of the rounds. */
    private void goRound() {
        try {
            lookAtAll();
        } catch (RuntimeException bug) {
            LOG.error("Slow clients are not looked after this time.", bug);
        }
    }

    private void lookAtAll() {
        all.removeIf(Watched::isGone);
        long now = nanoTime.getAsLong();
        List<Watched> overdue =
                all.stream().filter(client -> client.isOverdue(now)).toList();
        all.removeAll(new HashSet<>(overdue));
        overdue.forEach(Watched::sendAway);
    }
}
