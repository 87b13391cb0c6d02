package dev.weir.invalidation;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** A log that answers by script, and records what it was given; every id is one more than the last. */
final class ScriptedLog implements PurgeLog {
    record Call(Purge purge, boolean confirm, Duration patience) {}

    final List<Call> calls = new CopyOnWriteArrayList<>();
    final List<Purge> appliedHere = new CopyOnWriteArrayList<>();
    final Queue<Future<PurgeOutcome>> next = new ConcurrentLinkedQueue<>();

    @Override
    public Future<PurgeOutcome> append(Purge purge, boolean confirm, Duration patience) {
        calls.add(new Call(purge, confirm, patience));
        Future<PurgeOutcome> scripted = next.poll();
        return scripted == null ? Future.succeededFuture(appended(calls.size())) : scripted;
    }

    @Override
    public void applyHere(Purge purge) {
        appliedHere.add(purge);
    }

    static PurgeOutcome appended(long id) {
        return new PurgeOutcome.Appended(id, List.of("n1"), List.of(), List.of());
    }
}
