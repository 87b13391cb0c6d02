package dev.weir.invalidation;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Purges that clients cause rather than operators: many, small, and never refused.
 *
 * <p>One entry is on its way at a time; what comes meanwhile goes into the next, each subject once. Nobody joins the entry
 * that is on its way: its place in the log may be before the change that he reports, and a response fetched between the
 * two would pass for a newer one.
 *
 * <p>While the log cannot be written, purges are applied to this gateway alone, at once, and queued in their order to be
 * appended later. The queue is bounded and the newest win.
 *
 * <p>One a process, called on any event loop. No client waits longer than {@link #LONGEST_WAIT}, whatever the log does.
 */
public final class QueuedPurges {
    /** The longest that a client waits for the fleet; most wait for a round trip or two. */
    public static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    static final int MOST_QUEUED = 100_000;

    private static final long FIRST_RETRY_MILLIS = 100;
    private static final long LAST_RETRY_MILLIS = 2_000;

    private final PurgeLog log;
    private final Purging purging;
    private final QueueObserver observer;
    private final Set<Subject> queued = new LinkedHashSet<>();
    private List<Promise<Purged>> waiting = new ArrayList<>();
    private int onTheirWay;
    private boolean appending;
    private boolean down;
    private long retryMillis = FIRST_RETRY_MILLIS;

    public QueuedPurges(PurgeLog log, QueueObserver observer) {
        this.log = log;
        this.purging = new Purging(log, subjects -> Future.succeededFuture(0));
        this.observer = observer;
    }

    /**
     * Purges, and completes on the context of the caller once the fleet has applied it, or the wait is over. Never fails; the
     * outcome is unknown where the purge was only applied here.
     */
    public Future<Purged> purge(Context caller, List<Subject> subjects) {
        Vertx vertx = caller.owner();
        Promise<Purged> told = Promise.promise();
        long timer = vertx.setTimer(
                LONGEST_WAIT.toMillis(), late -> told.tryComplete(unknown("The log has not answered in time.")));
        if (add(subjects, told)) {
            append(vertx);
        }
        Promise<Purged> here = Promise.promise();
        told.future()
                .onSuccess(purged -> caller.runOnContext(now -> {
                    vertx.cancelTimer(timer);
                    here.complete(purged);
                }));
        return here.future();
    }

    /** Subjects that are to be appended yet, those on their way included. */
    public synchronized int size() {
        return queued.size() + onTheirWay;
    }

    /** Whether it is for the caller to begin appending. */
    private boolean add(List<Subject> subjects, Promise<Purged> told) {
        synchronized (this) {
            enqueue(subjects);
            if (!down) {
                waiting.add(told);
                boolean begin = !appending;
                appending = true;
                return begin;
            }
        }
        applyHere(subjects);
        told.tryComplete(unknown("The log cannot be written now."));
        return false;
    }

    /** What is named again moves to the end: it is the newest. */
    private void enqueue(List<Subject> subjects) {
        queued.removeAll(Set.copyOf(subjects));
        queued.addAll(subjects);
        while (queued.size() > MOST_QUEUED) {
            queued.remove(queued.iterator().next());
            observer.dropped();
        }
    }

    private void append(Vertx vertx) {
        List<Subject> batch;
        List<Promise<Purged>> told;
        synchronized (this) {
            batch = List.copyOf(queued);
            queued.clear();
            onTheirWay = batch.size();
            told = waiting;
            waiting = new ArrayList<>();
        }
        purging.purge(new PurgeOrder(batch, false, false, true, LONGEST_WAIT)).onSuccess(purged -> {
            if (purged.outcome() instanceof PurgeOutcome.Appended) {
                appended(vertx);
            } else {
                failed(vertx, batch);
            }
            told.forEach(promise -> promise.tryComplete(purged));
        });
    }

    private void appended(Vertx vertx) {
        boolean more;
        synchronized (this) {
            down = false;
            retryMillis = FIRST_RETRY_MILLIS;
            onTheirWay = 0;
            more = !queued.isEmpty();
            appending = more;
        }
        if (more) {
            append(vertx);
        }
    }

    /** Back to the front of the queue: what came meanwhile is newer. What comes from now on is applied as it comes. */
    private void failed(Vertx vertx, List<Subject> batch) {
        boolean wasDown;
        List<Subject> newer;
        List<Promise<Purged>> told;
        long delay;
        synchronized (this) {
            wasDown = down;
            onTheirWay = 0;
            newer = List.copyOf(queued);
            queued.clear();
            enqueue(batch);
            enqueue(newer);
            told = waiting;
            waiting = new ArrayList<>();
            down = true;
            delay = retryMillis;
            retryMillis = Math.min(2 * retryMillis, LAST_RETRY_MILLIS);
        }
        if (!wasDown) {
            applyHere(batch);
            applyHere(newer);
        }
        told.forEach(promise -> promise.tryComplete(unknown("The log cannot be written now.")));
        vertx.setTimer(delay, again -> append(vertx));
    }

    private void applyHere(List<Subject> subjects) {
        Purging.entries(subjects, false).forEach(log::applyHere);
    }

    private static Purged unknown(String why) {
        return Purged.without(new PurgeOutcome.Unknown(why));
    }
}
