package dev.weir.app;

import dev.weir.admin.Operations.HotKey;
import dev.weir.admin.Sampling;
import dev.weir.admin.Snapshot;
import dev.weir.admin.Snapshot.Latency;
import dev.weir.admin.Status;
import dev.weir.metrics.Distribution;
import dev.weir.metrics.Totals;
import dev.weir.origin.Origin;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;

/** Snapshots as differences of what the meters show; hot keys are asked for less often, since every loop is then. */
final class Samples implements Sampling {
    private static final int HOT_KEYS = 10;
    private static final int HOT_EVERY = 5;

    private record Read(long nanos, Totals totals) {}

    private final Weir weir;
    private final DataPlane plane;
    private final GatewayOperations operations;
    private Future<Read> before;
    private List<HotKey> hot = List.of();
    private int taken;

    Samples(Weir weir, DataPlane plane, GatewayOperations operations) {
        this.weir = weir;
        this.plane = plane;
        this.operations = operations;
        this.before = reading();
    }

    @Override
    public Future<Snapshot> next() {
        Future<List<HotKey>> keys = taken++ % HOT_EVERY == 0 ? operations.hot(HOT_KEYS) : Future.succeededFuture(hot);
        Future<Read> earlier = before;
        before = reading();
        Future<Read> now = before;
        return keys.onSuccess(known -> hot = known)
                .compose(known -> Future.all(earlier, now))
                .map(both -> between(both.resultAt(0), both.resultAt(1)));
    }

    private Future<Read> reading() {
        return weir.vertx()
                .executeBlocking(
                        () -> new Read(System.nanoTime(), plane.meters().totals()), false);
    }

    private Snapshot between(Read earlier, Read now) {
        Totals since = now.totals().since(earlier.totals());
        Duration over = Duration.ofNanos(now.nanos() - earlier.nanos());
        Status status = operations.status();
        return new Snapshot(
                status.node(),
                plane.clock().instant(),
                over,
                since.requests(),
                latency(since.latency()),
                since.collapsed(),
                weir.live().destinations().origins().values().stream()
                        .map(origin -> origin(origin, since))
                        .toList(),
                new Snapshot.OfRedis(
                        status.redis(),
                        plane.redisTrouble(),
                        since.redis().count(),
                        since.redis().failed(),
                        latency(since.redis().took())),
                new Snapshot.Near(
                        plane.near().bytes(),
                        weir.live().settings().near().maxBytes(),
                        plane.near().responses()),
                new Snapshot.Invalidation(
                        since.lag().count(),
                        latency(since.lag()),
                        plane.queuedPurges().size(),
                        plane.forgetting().isDetached()),
                status.fleet(),
                hot);
    }

    private static Snapshot.OfOrigin origin(Origin origin, Totals since) {
        Totals.Calls calls = since.origins().getOrDefault(origin.name(), Totals.Calls.NONE);
        return new Snapshot.OfOrigin(
                origin.name(),
                calls.count(),
                calls.failed(),
                latency(calls.took()),
                origin.inFlight(),
                origin.queued(),
                origin.limit());
    }

    private static Latency latency(Distribution times) {
        return new Latency(times.quantile(0.5), times.quantile(0.95), times.quantile(0.99));
    }
}
