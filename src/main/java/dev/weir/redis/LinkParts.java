package dev.weir.redis;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What links are made from; one may serve all links of a process.
 *
 * @param clock adjusted by every link whenever it connects
 * @param nanoTime monotonic, as {@link System#nanoTime()}
 * @param breaking links have a breaker
 * @param random spreads reconnects; safe for use by several threads if several links share it
 */
public record LinkParts(
        RedisSettings settings,
        CommandObserver observer,
        ServerClock clock,
        LongSupplier nanoTime,
        RandomGenerator random,
        News news,
        RecentKeys recent,
        boolean breaking) {
    public LinkParts(
            RedisSettings settings,
            CommandObserver observer,
            ServerClock clock,
            LongSupplier nanoTime,
            RandomGenerator random) {
        this(settings, observer, clock, nanoTime, random, new News(nanoTime), new RecentKeys(nanoTime), true);
    }

    /** The same, for a connection that carries no data and is not to be counted among those that do. */
    LinkParts unobserved() {
        return new LinkParts(settings, CommandObserver.NONE, clock, nanoTime, random, news, recent, breaking);
    }

    /** The same, for connections that are welcome and not wanted: their commands count, their absence does not. */
    LinkParts uncounted() {
        return new LinkParts(settings, new Uncounted(observer), clock, nanoTime, random, news, recent, breaking);
    }

    /** The same with more patience and no breaker, for a connection on which a reply may be long in coming. */
    LinkParts patient(Duration more, CommandObserver other) {
        return new LinkParts(settings.patient(more), other, clock, nanoTime, random, news, recent, false);
    }
}
