package dev.weir.redis;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the log is told of Redis: a line a change, however many event loops notice it and however many requests meet it.
 * Any thread.
 */
final class News {
    private static final Logger LOG = LoggerFactory.getLogger("dev.weir.redis");

    /** What was not seen for so long is over, and told anew when it is seen again. */
    private static final long OVER = Duration.ofMinutes(1).toNanos();

    private final Map<String, String> told = new ConcurrentHashMap<>();
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final Set<String> unreachable = ConcurrentHashMap.newKeySet();
    private final LongSupplier nanoTime;

    News(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** @param subject of which only a change is told */
    void good(String subject, String line) {
        if (isNew(subject, line)) {
            LOG.info(line);
        }
    }

    void bad(String subject, String line) {
        if (isNew(subject, line)) {
            LOG.warn(line);
        }
    }

    /** A server cannot be reached; told once, until one can. */
    void unreachable(String line) {
        if (unreachable.add(line)) {
            LOG.warn("{}; trying again", line);
        }
    }

    void reachable() {
        unreachable.clear();
    }

    /** Of something that nobody tells the end of. */
    void recurring(String line) {
        long now = nanoTime.getAsLong();
        Long before = seen.put(line, now);
        if (before == null || now - before > OVER) {
            LOG.warn(line);
        }
    }

    private boolean isNew(String subject, String line) {
        return !line.equals(told.put(subject, line));
    }
}
