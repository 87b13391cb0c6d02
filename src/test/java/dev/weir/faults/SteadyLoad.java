package dev.weir.faults;

import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * So many requests a second, whatever becomes of them: nine of ten for one of a few keys, which are hits once filled, the
 * tenth for a key of its own.
 */
final class SteadyLoad implements AutoCloseable {
    static final int RATE = 250;
    private static final int KEYS = 200;
    private static final int TICK_MILLIS = 20;

    private final Vertx vertx = Vertx.vertx();
    private final Gateway gateway;
    private final long began = System.nanoTime();
    private final Map<Integer, Second> seconds = new ConcurrentSkipListMap<>();
    private final Map<String, Integer> failures = new TreeMap<>();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong slowest = new AtomicLong();

    SteadyLoad(Gateway gateway) {
        this.gateway = gateway;
        vertx.setPeriodic(TICK_MILLIS, tick -> catchUp());
    }

    private void catchUp() {
        long due = (System.nanoTime() - began) * RATE / TimeUnit.SECONDS.toNanos(1);
        while (sent.get() < due) {
            send(sent.getAndIncrement());
        }
    }

    private void send(long number) {
        boolean known = number % 10 != 0;
        String path = known ? "/known/" + number * 7 % KEYS : "/once/" + number;
        Second second = now();
        second.sent.incrementAndGet();
        underWay.incrementAndGet();
        long sentAt = System.nanoTime();
        gateway.send("GET", path).onComplete((answer, failure) -> {
            underWay.decrementAndGet();
            slowest.accumulateAndGet(System.nanoTime() - sentAt, Math::max);
            if (failure != null) {
                failed(second, failure.toString());
            } else {
                answered(second, known, answer);
            }
        });
    }

    private void answered(Second second, boolean known, Received answer) {
        if (answer.status() != 200) {
            failed(second, answer.status() + " " + answer.body().strip());
        }
        if (known) {
            second.known.incrementAndGet();
            if (answer.cacheStatus().contains("; hit")) {
                second.hits.incrementAndGet();
            }
        }
    }

    private void failed(Second second, String what) {
        second.errors.incrementAndGet();
        synchronized (failures) {
            failures.merge(what, 1, Integer::sum);
        }
    }

    Second now() {
        return seconds.computeIfAbsent(second(), number -> new Second());
    }

    /** Since the load began. */
    int second() {
        return (int) TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
    }

    /** Lets the load go on for so long. */
    void run(double duration) {
        long end = System.nanoTime() + (long) (duration * 1e9);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    /** Hits among the requests for known keys, over the seconds from … until, the last one not included. */
    double hitRatio(int from, int until) {
        int hits = 0;
        int known = 0;
        for (int i = from; i < until; i++) {
            Second second = seconds.getOrDefault(i, new Second());
            hits += second.hits.get();
            known += second.known.get();
        }
        return known == 0 ? 0 : (double) hits / known;
    }

    int errors() {
        return seconds.values().stream().mapToInt(second -> second.errors.get()).sum();
    }

    long requests() {
        return sent.get();
    }

    long slowestMillis() {
        return TimeUnit.NANOSECONDS.toMillis(slowest.get());
    }

    Map<String, Integer> failures() {
        synchronized (failures) {
            return Map.copyOf(failures);
        }
    }

    /** Hit ratio in per cent and requests at the origin, a pair a second. */
    List<String> course() {
        List<String> course = new ArrayList<>();
        seconds.values()
                .forEach(second ->
                        course.add("%d/%d".formatted(Math.round(100 * second.hitRatio()), second.origin.get())));
        return course;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (underWay.get() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(10_000_000);
        }
    }
}
