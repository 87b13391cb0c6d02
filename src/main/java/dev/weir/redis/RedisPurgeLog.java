package dev.weir.redis;

import dev.weir.invalidation.LogEntry;
import dev.weir.invalidation.Membership;
import dev.weir.invalidation.Purge;
import dev.weir.invalidation.PurgeLog;
import dev.weir.invalidation.PurgeOutcome;
import dev.weir.invalidation.Subject;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Appends purges to the log of the fleet, and tells when all gateways have applied them.
 *
 * <p>Nobody is asked how far it is: each gateway tells the inbox of whoever waits, and what the table of nodes says comes
 * with every renewal of this gateway's own. A log that began less than a lease ago may have taken the place of one that was
 * lost, whose members have yet to join: nothing is confirmed until they have, or their leases are over.
 */
final class RedisPurgeLog implements PurgeLog {
    /** The longest that replicas are waited for. It holds up the purges behind. */
    static final Duration REPLICAS = Duration.ofMillis(500);

    private final Fleet fleet;
    private final LogLink log;
    private final Unlinks unlinks;
    private final List<AwaitedPurge> awaited = new ArrayList<>();

    RedisPurgeLog(Fleet fleet, RedisLink link, LogLink log) {
        this.fleet = fleet;
        this.log = log;
        this.unlinks = new Unlinks(link, new RedisKeys(fleet.namespace()));
        fleet.onChange(() -> awaited.removeIf(purge -> purge.check(fleet.roster(), fleet.now())));
    }

    @Override
    public void applyHere(Purge purge) {
        fleet.index().apply(0, purge);
    }

    @Override
    public Future<PurgeOutcome> append(Purge purge, boolean confirm, Duration patience) {
        Context caller = fleet.vertx().getOrCreateContext();
        Promise<PurgeOutcome> told = Promise.promise();
        fleet.context().runOnContext(here -> {
            Promise<PurgeOutcome> outcome = Promise.promise();
            new Appending(purge, confirm, outcome).within(patience);
            outcome.future().onSuccess(result -> caller.runOnContext(there -> told.complete(result)));
        });
        return told.future();
    }

    /** One purge on its way. */
    private final class Appending {
        private final Purge purge;
        private final boolean confirm;
        private final Promise<PurgeOutcome> outcome;
        private @Nullable AwaitedPurge waiting;

        Appending(Purge purge, boolean confirm, Promise<PurgeOutcome> outcome) {
            this.purge = purge;
            this.confirm = confirm;
            this.outcome = outcome;
        }

        void within(Duration patience) {
            List<String> fields = LogEntry.write(purge, confirm ? fleet.node() : null, 0);
            log.append(fields, fleet.settings().logLength())
                    .compose(this::replicated)
                    .onSuccess(this::stands)
                    .onFailure(failure -> outcome.tryComplete(failed(failure)));
            long limit = fleet.later(patience, this::patienceEnded);
            outcome.future().onComplete(told -> fleet.vertx().cancelTimer(limit));
        }

        private Future<LogLink.Added> replicated(LogLink.Added added) {
            int replicas = fleet.settings().purgeReplicas();
            if (replicas == 0) {
                return Future.succeededFuture(added);
            }
            return log.await(replicas, REPLICAS)
                    .compose(have -> have >= replicas
                            ? Future.succeededFuture(added)
                            : Future.failedFuture(new TooFewReplicas(added.id(), have, replicas)));
        }

        private void stands(LogLink.Added added) {
            fleet.saw(added.look());
            unlink(added.id());
            if (!confirm) {
                outcome.tryComplete(new PurgeOutcome.Appended(added.id(), List.of(), List.of(), List.of()));
                return;
            }
            Duration young = Membership.LEASE.minus(added.age());
            long notBefore = added.look().received() + Math.max(0, young.toNanos());
            Set<String> nodes = new LinkedHashSet<>(fleet.roster().nodes());
            nodes.add(fleet.node());
            AwaitedPurge mine = new AwaitedPurge(added, List.copyOf(nodes), notBefore, outcome);
            waiting = mine;
            if (young.isPositive()) {
                fleet.later(young.plusMillis(1), () -> mine.check(fleet.roster(), fleet.now()));
            }
            if (!mine.check(fleet.roster(), fleet.now())) {
                awaited.add(mine);
            }
        }

        private void patienceEnded() {
            if (waiting != null) {
                waiting.giveUp(fleet.roster(), fleet.now());
                awaited.remove(waiting);
            } else {
                outcome.tryComplete(new PurgeOutcome.Unknown("Redis did not answer in time."));
            }
        }

        /** What a purge of URIs took out need not wait for its expiry; the log is what makes sure. */
        private void unlink(long id) {
            if (purge.soft()) {
                return;
            }
            for (Subject subject : purge.subjects()) {
                if (subject instanceof Subject.Uri uri) {
                    fleet.filing().plainKeys(uri.uri()).forEach(key -> unlinks.add(key, id));
                }
            }
        }
    }

    private static PurgeOutcome failed(Throwable failure) {
        if (failure instanceof TooFewReplicas few) {
            return new PurgeOutcome.Unknown(few.what);
        }
        if (failure instanceof LinkFailure || ErrorReply.isFromServer(failure)) {
            return new PurgeOutcome.Refused("The purge log cannot be written: " + ErrorReply.describe(failure) + ".");
        }
        return new PurgeOutcome.Unknown("The connection to Redis broke before it answered.");
    }

    /** Fewer replicas than wanted have the purge: a failover could lose it. */
    private static final class TooFewReplicas extends Exception {
        private static final long serialVersionUID = 1L;

        private final String what;

        TooFewReplicas(long id, int have, int wanted) {
            what = "Purge " + id + " stands in the log, but only " + have + " of " + wanted + " replicas have it.";
        }
    }
}
