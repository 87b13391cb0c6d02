package dev.weir.app;

import dev.weir.redis.Inbox;
import dev.weir.redis.LinkParts;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** This gateway's place in its fleet: one a process, with the inbox in which other gateways tell of their fills. */
final class FleetVerticle extends VerticleBase {
    private final DataPlane plane;
    private final LinkParts links;
    private @Nullable Inbox inbox;

    FleetVerticle(DataPlane plane, LinkParts links) {
        this.plane = plane;
        this.links = links;
    }

    /** Does not wait for Redis: a gateway without it serves, and joins when it comes. */
    @Override
    public Future<?> start() {
        String node = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        Inbox opened = Inbox.open(vertx, context, plane.namespace(), node, links);
        inbox = opened;
        plane.opened(opened);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        return inbox == null ? Future.succeededFuture() : inbox.close();
    }
}
