package dev.weir.faults;

import dev.weir.testing.Gateway;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Clients that ask for one of many keys, and for the next as soon as they are answered. */
final class ManyClients implements AutoCloseable {
    private static final int CLIENTS = 500;
    private static final int KEYS = 2_000;

    private final Vertx vertx = Vertx.vertx();
    private final Gateway gateway;
    private final AtomicLong asked = new AtomicLong();
    private final AtomicInteger errors = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final List<Integer> totals = new ArrayList<>(List.of(0));
    private volatile boolean over;

    ManyClients(Gateway gateway, CountedOrigin origin) {
        this.gateway = gateway;
        vertx.setPeriodic(1_000, second -> {
            synchronized (totals) {
                totals.add(origin.total());
            }
        });
        IntStream.range(0, CLIENTS).forEach(client -> ask());
    }

    private void ask() {
        if (over) {
            return;
        }
        underWay.incrementAndGet();
        gateway.send("GET", "/key/" + asked.getAndIncrement() * 7919 % KEYS).onComplete((answer, failure) -> {
            underWay.decrementAndGet();
            if (failure != null || answer.status() != 200) {
                errors.incrementAndGet();
            }
            ask();
        });
    }

    void run(int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    /** Since they began. */
    int second() {
        synchronized (totals) {
            return totals.size() - 1;
        }
    }

    /** In each second from … until. */
    IntStream originRequests(int from, int until) {
        synchronized (totals) {
            List<Integer> seen = List.copyOf(totals);
            return IntStream.range(from, until).map(i -> seen.get(i + 1) - seen.get(i));
        }
    }

    List<Integer> course() {
        return originRequests(0, second()).boxed().toList();
    }

    long requests() {
        return asked.get();
    }

    int errors() {
        return errors.get();
    }

    @Override
    public void close() {
        over = true;
        vertx.close().toCompletionStage().toCompletableFuture().join();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (underWay.get() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(10_000_000);
        }
    }
}
