package dev.weir.telemetry;

import dev.weir.origin.OriginFailure;
import dev.weir.origin.OriginObserver;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log when an origin begins to fail, and when it answers again: one line each. Any thread. */
public final class OriginNews implements OriginObserver {
    private static final Logger LOG = LoggerFactory.getLogger("dev.weir.origin");
    private static final int SERVER_ERROR = 500;

    private final OriginObserver next;
    private final LongSupplier nanoTime;
    private final Map<String, OriginStanding> standings = new ConcurrentHashMap<>();

    /** @param next is told of everything too */
    public OriginNews(OriginObserver next, LongSupplier nanoTime) {
        this.next = next;
        this.nanoTime = nanoTime;
    }

    @Override
    public void answered(String origin, int status, Duration untilHead) {
        next.answered(origin, status, untilHead);
        saw(origin, status >= SERVER_ERROR, Integer.toString(status));
    }

    /** What a client that left, or this gateway's own limit, ended says nothing of the origin. */
    @Override
    public void failed(String origin, OriginFailure.Kind kind, Duration after) {
        next.failed(origin, kind, after);
        if (kind != OriginFailure.Kind.ABANDONED && kind != OriginFailure.Kind.OVERLOADED) {
            saw(origin, true, kind.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
    }

    @Override
    public void again(String origin, boolean granted) {
        next.again(origin, granted);
    }

    private void saw(String origin, boolean failure, String how) {
        OriginStanding standing = standings.computeIfAbsent(origin, name -> new OriginStanding());
        switch (standing.saw(failure, nanoTime.getAsLong())) {
            case NONE -> {}
            case FAILS ->
                LOG.warn("Origin {}: fails, {} requests in a row, the last: {}", origin, OriginStanding.RUN, how);
            case ANSWERS -> LOG.info("Origin {}: answers again", origin);
        }
    }
}
