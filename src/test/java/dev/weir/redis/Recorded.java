package dev.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.store.Decoded;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;

/** An observer that remembers, and lets a test wait until something was seen. */
final class Recorded implements CommandObserver {
    private static final long PATIENCE_SECONDS = 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<String> seen = new ArrayList<>();

    @Override
    public void completed(RedisCommand command, Outcome outcome, long nanos) {
        assertThat(nanos).isNotNegative();
        add(command + " " + outcome);
    }

    @Override
    public void refused(ErrorKind kind) {
        add("refused " + kind);
    }

    @Override
    public void unreadable(Decoded.Why why) {
        add("unreadable " + why);
    }

    @Override
    public void up(boolean up) {
        add(up ? "up" : "down");
    }

    @Override
    public void breaker(BreakerState.Position from, BreakerState.Position to) {
        add("breaker " + to);
    }

    long count(String event) {
        return with(all -> all.stream().filter(event::equals).count());
    }

    List<String> all() {
        return with(List::copyOf);
    }

    /** Forgets what was seen so far. */
    void clear() {
        with(all -> {
            all.clear();
            return all;
        });
    }

    void await(String event) throws InterruptedException {
        await(event, 1);
    }

    void await(String event, int times) throws InterruptedException {
        await(all -> all.stream().filter(event::equals).count() >= times, times + " x " + event);
    }

    private void await(Predicate<List<String>> reached, String what) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (!reached.test(seen)) {
                left = changed.awaitNanos(left);
                assertThat(left).as("never saw %s in %s", what, seen).isPositive();
            }
        } finally {
            lock.unlock();
        }
    }

    private void add(String event) {
        with(all -> all.add(event));
    }

    private <T> T with(Function<List<String>, T> use) {
        lock.lock();
        try {
            changed.signalAll();
            return use.apply(seen);
        } finally {
            lock.unlock();
        }
    }
}
