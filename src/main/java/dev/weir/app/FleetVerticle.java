package dev.weir.app;

import dev.weir.redis.FleetLog;
import dev.weir.redis.Inbox;
import dev.weir.redis.LinkParts;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import org.jspecify.annotations.Nullable;

/**
 * This gateway's place in its fleet: one a process, with the log of purges, and the inbox in which other gateways tell of
 * their fills and of the purges they have applied.
 */
final class FleetVerticle extends VerticleBase {
    private final DataPlane plane;
    private final LinkParts links;
    private @Nullable Inbox inbox;
    private @Nullable FleetLog log;

    FleetVerticle(DataPlane plane, LinkParts links) {
        this.plane = plane;
        this.links = links;
    }

    /** Waits for the log a moment, not for Redis: a gateway without it serves, and joins when it comes. */
    @Override
    public Future<?> start() {
        Forgetting forgetting = plane.forgetting();
        Inbox opened = Inbox.open(vertx, context, plane.namespace(), forgetting.node(), links);
        inbox = opened;
        plane.opened(opened);
        FleetLog joined = FleetLog.open(
                context,
                links,
                new FleetLog.Place(plane.namespace(), forgetting.node(), plane.fleet()),
                plane.purgesApplied(),
                opened);
        log = joined;
        forgetting.joins(joined);
        return joined.firstCatchUp();
    }

    /** After the last response: who waits for a purge waits for this gateway until then. */
    @Override
    public Future<?> stop() {
        Future<Void> left = log == null ? Future.succeededFuture() : log.leave();
        return left.eventually(() -> inbox == null ? Future.succeededFuture() : inbox.close());
    }
}
