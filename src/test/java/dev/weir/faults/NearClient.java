package dev.weir.faults;

import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A client of a gateway of its own that holds what it asks for near, one request after the other: what goes to Redis between
 * two answers is by the one request between them.
 */
final class NearClient implements AutoCloseable {
    private static final int KEYS = 20;
    private static final int PAUSE_MILLIS = 20;

    /** Not what follows the purge log, renews memberships and probes: that goes on whoever asks. */
    private static final Pattern OF_REQUESTS =
            Pattern.compile("weir_redis_commands_seconds_count\\{command=\"(get|set|unlink|acquire|settle|renew)\".*");

    private final Gateway gateway;
    private final Thread asking;
    private final List<Long> nearMillis = new ArrayList<>();
    private int commands;
    private int others;
    private volatile boolean enough;

    NearClient(Gateway gateway) {
        this.gateway = gateway;
        this.asking = Thread.ofPlatform().daemon().start(this::ask);
    }

    private void ask() {
        long before = commandsSent();
        for (int i = 0; !enough; i++) {
            long sent = System.nanoTime();
            Received answer = gateway.get("/near/" + i % KEYS);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sent);
            boolean near = String.valueOf(answer.cacheStatus()).contains("detail=near");
            if (!near) {
                gateway.awaitMeter("weir_flights", 0);
            }
            long after = commandsSent();
            note(near, millis, after - before);
            before = after;
            pause();
        }
    }

    private synchronized void note(boolean near, long millis, long sent) {
        if (near) {
            nearMillis.add(millis);
            commands += (int) sent;
        } else {
            others++;
        }
    }

    private long commandsSent() {
        return gateway.admin("/metrics")
                .body()
                .lines()
                .filter(line -> OF_REQUESTS.matcher(line).matches())
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers from near so far. */
    synchronized int hits() {
        return nearMillis.size();
    }

    /** Redis commands that went out for answers from near. */
    synchronized int commands() {
        return commands;
    }

    /** What 99 of 100 answers from near took at most, in milliseconds. */
    synchronized long percentile() {
        List<Long> sorted = new ArrayList<>(nearMillis);
        Collections.sort(sorted);
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() * 99 / 100);
    }

    @Override
    public synchronized String toString() {
        return "%d answers from near: %d Redis commands, 99 of 100 within %d ms; %d others"
                .formatted(nearMillis.size(), commands, percentile(), others);
    }

    @Override
    public void close() {
        enough = true;
        try {
            asking.join(TimeUnit.SECONDS.toMillis(15));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        gateway.close();
    }
}
