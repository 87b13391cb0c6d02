package dev.weir.invalidation;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The log of a gateway that shares its keys with nobody: applied at once, kept nowhere. */
public final class LocalPurgeLog implements PurgeLog {
    private final PurgeIndex index;
    private final InstantSource clock;
    private final String node;
    private final PurgeObserver observer;

    public LocalPurgeLog(PurgeIndex index, InstantSource clock, String node, PurgeObserver observer) {
        this.index = index;
        this.clock = clock;
        this.node = node;
        this.observer = observer;
    }

    @Override
    public Future<PurgeOutcome> append(Purge purge, boolean confirm, Duration patience) {
        List<String> confirmed = confirm ? List.of(node) : List.of();
        return Future.succeededFuture(new PurgeOutcome.Appended(apply(purge), confirmed, List.of(), List.of()));
    }

    @Override
    public void applyHere(Purge purge) {
        apply(purge);
    }

    private synchronized long apply(Purge purge) {
        purge.subjects().forEach(subject -> observer.applied(PurgeObserver.Kind.of(subject)));
        return index.apply(ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()), purge);
    }
}
