package dev.weir.redis;

import dev.weir.invalidation.AppliedEntries;
import dev.weir.invalidation.LogEntry;
import dev.weir.invalidation.Membership;
import dev.weir.invalidation.PurgeObserver;
import dev.weir.invalidation.Roster;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the purge log, over a connection that carries nothing else: joins, reads, applies, renews.
 *
 * <p>The orders are what the guarantee rests on. Register before the first read: whatever is appended after that waits for
 * this gateway. Apply before acknowledging: who was told that a gateway has a purge may rely on it. A renewal goes out
 * right behind the page it acknowledges, and the next read right behind that: nobody who waits for a confirmation polls.
 *
 * <p>Used on its event loop only.
 */
final class LogTail {
    private static final Logger LOG = LoggerFactory.getLogger(LogTail.class);

    /** Four renewals in a lease. */
    static final Duration BLOCK = Membership.LEASE.dividedBy(5);

    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String START = "0-0";

    private final Fleet fleet;
    private final LogLink link;
    private final AppliedEntries applied = new AppliedEntries();
    private final Promise<Void> caughtUp = Promise.promise();

    private String cursor = START;
    private long number;
    private long logStart;
    private String identity = "";
    private long renewals;
    private int epoch;
    private boolean closed;
    private String told = "";

    LogTail(Fleet fleet, LogLink link) {
        this.fleet = fleet;
        this.link = link;
    }

    /** Completes when the log was read to the end for the first time. */
    Future<Void> caughtUp() {
        return caughtUp.future();
    }

    /** The link is up, or this log is not the one that was joined. */
    void join() {
        int mine = ++epoch;
        if (closed) {
            return;
        }
        link.join(fleet.node(), entry(0), fleet.settings().logLength())
                .onSuccess(joined -> ifCurrent(mine, () -> joined(mine, joined)))
                .onFailure(failure -> ifCurrent(mine, () -> failed(failure)));
    }

    /** Nothing more is read or renewed. */
    void close() {
        closed = true;
        epoch++;
    }

    /**
     * This gateway's entry in the table of nodes, each unlike the one before: the position that new numbers must exceed,
     * and the number up to which it has read this log, 0 while it does not know how much of it that is.
     */
    private String entry(long read) {
        return fleet.index().applied().position() + " " + read + ' ' + Long.toString(++renewals, Character.MAX_RADIX);
    }

    /** The entry of a gateway that serves nothing any more. */
    String farewell() {
        return fleet.index().applied().position() + " " + number + ' ' + Roster.LEFT;
    }

    private void joined(int mine, LogLink.Joined joined) {
        told = "";
        boolean fresh = identity.isEmpty();
        boolean other = !joined.identity().equals(identity);
        if (fleet.settings().forwards() && other && (!fresh || joined.age().compareTo(Membership.LEASE) < 0)) {
            fleet.membership().hold(joined.look().received());
        }
        identity = joined.identity();
        fleet.saw(joined.look());
        if (fresh) {
            registered(mine, joined);
        } else {
            repair(mine, joined);
        }
    }

    private void repair(int mine, LogLink.Joined joined) {
        boolean anew = joined.before() == 0 && joined.first() != logStart;
        new LogRepair(link, applied, fleet.settings().logLength())
                .run(new LogRepair.Known(joined.first(), number, anew))
                .onSuccess(strange -> ifCurrent(mine, () -> {
                    strange.forEach(entry -> fleet.index()
                            .apply(entry.number(), LogEntry.read(entry.fields()).purge()));
                    registered(mine, joined);
                }))
                .onFailure(failure -> ifCurrent(mine, () -> failed(failure)));
    }

    private void registered(int mine, LogLink.Joined joined) {
        fleet.membership().registered(joined.look().sent(), fleet.now(), joined.last());
        follow(mine);
    }

    private void follow(int mine) {
        link.follow(cursor, BLOCK)
                .onSuccess(entries -> ifCurrent(mine, () -> {
                    renew(mine, apply(entries));
                    follow(mine);
                }))
                .onFailure(failure -> ifCurrent(mine, () -> failed(failure)));
    }

    /** The inboxes of those who wait for one of the entries. */
    private List<String> apply(List<LogLink.Entry> entries) {
        Set<String> waiting = new LinkedHashSet<>();
        for (LogLink.Entry raw : entries) {
            LogEntry entry = LogEntry.read(raw.fields());
            apply(raw, entry);
            if (entry.by() != null) {
                waiting.add(fleet.keys().inbox(entry.by()));
            }
        }
        if (!entries.isEmpty()) {
            fleet.applied(number);
        }
        return new ArrayList<>(waiting);
    }

    private void apply(LogLink.Entry raw, LogEntry entry) {
        long id = raw.number();
        if (entry.after() == 0) {
            logStart = id;
        }
        if (entry.after() == 0 || entry.after() > number) {
            fleet.index().forgetBefore(id);
        }
        fleet.index().apply(id, entry.purge());
        cursor = raw.id();
        number = id;
        applied.add(new AppliedEntries.Entry(id, raw.fields()), fleet.now());
        tell(id, entry);
    }

    private void tell(long id, LogEntry entry) {
        if (entry.start()) {
            return;
        }
        long micros =
                ChronoUnit.MICROS.between(Instant.EPOCH, fleet.links().clock().instant());
        fleet.observer().lagged(Duration.ofNanos(Math.max(0, micros - id) * 1_000));
        entry.purge().subjects().forEach(subject -> fleet.observer().applied(PurgeObserver.Kind.of(subject)));
    }

    private void renew(int mine, List<String> waiting) {
        String message = Inbox.ACKNOWLEDGED + fleet.node() + ' ' + number;
        link.renew(fleet.node(), entry(number), message, waiting)
                .onSuccess(renewed -> ifCurrent(mine, () -> renewed(renewed)))
                .onFailure(failure -> ifCurrent(mine, () -> failed(failure)));
    }

    private void renewed(LogLink.Renewed renewed) {
        if (renewed.isLost()) {
            LOG.warn("Purge log: it was lost; joining the one that begins");
            fleet.membership().forgotten();
            join();
            return;
        }
        fleet.membership().registered(renewed.look().sent(), renewed.look().received(), renewed.last());
        fleet.saw(renewed.look());
        if (number >= renewed.last()) {
            caughtUp.tryComplete();
        }
    }

    /** Where the connection broke, the link begins anew by itself; what Redis refuses is asked for again after a while. */
    private void failed(Throwable failure) {
        String why = ErrorReply.describe(failure);
        if (!why.equals(told)) {
            told = why;
            LOG.warn("Purge log: {}; joining again", why);
        }
        if (ErrorReply.isFromServer(failure)) {
            epoch++;
            fleet.later(PAUSE, this::join);
        }
    }

    private void ifCurrent(int mine, Runnable step) {
        if (mine == epoch) {
            step.run();
        }
    }
}
