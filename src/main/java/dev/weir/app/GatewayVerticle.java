package dev.weir.app;

import dev.weir.exchange.Exchange;
import dev.weir.exchange.Explainer;
import dev.weir.exchange.HotKeys;
import dev.weir.exchange.LoggedInvalidator;
import dev.weir.exchange.Lookups;
import dev.weir.exchange.NearHits;
import dev.weir.exchange.PurgeRequests;
import dev.weir.exchange.Refiller;
import dev.weir.exchange.Refills;
import dev.weir.exchange.Warmer;
import dev.weir.fill.Filler;
import dev.weir.fill.Leases;
import dev.weir.fill.LocalLeases;
import dev.weir.http.GatewayServer;
import dev.weir.http.ListenSettings;
import dev.weir.invalidation.Invalidator;
import dev.weir.redis.Inbox;
import dev.weir.redis.RedisCacheStore;
import dev.weir.store.CacheStore;
import dev.weir.store.FencedStore;
import dev.weir.store.NearAlone;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The data plane on one event loop: its own server, its own Redis link, flights shared with the other loops. */
final class GatewayVerticle extends VerticleBase {
    private final DataPlane plane;
    private @Nullable RedisCacheStore redis;
    private @Nullable GatewayServer server;
    private @Nullable Leases leases;

    GatewayVerticle(DataPlane plane) {
        this.plane = plane;
    }

    /** Listens once the first attempt to reach Redis is over, well or not: the first request should not miss for nothing. */
    @Override
    public Future<?> start() {
        CacheStore store = openStore();
        GatewayServer listening =
                new GatewayServer(wiring(store), plane.listen(), plane.front().edge());
        server = listening;
        Future<Boolean> attempted = redis == null ? Future.succeededFuture(false) : redis.firstAttempt();
        return attempted
                .compose(this::refuseWithoutRedis)
                .compose(admitted -> listening.start())
                .onSuccess(ports -> plane.front().listening(ports, this))
                .recover(cause -> stop().transform(stopped -> Future.failedFuture(cause)));
    }

    private Future<Void> refuseWithoutRedis(boolean up) {
        boolean required =
                plane.links() != null && plane.links().settings().access().required();
        return up || !required || redis == null
                ? Future.succeededFuture()
                : Future.failedFuture(new RedisRequired(redis.trouble()));
    }

    private CacheStore openStore() {
        if (plane.links() == null) {
            return new NearAlone(plane.near());
        }
        RedisCacheStore opened = RedisCacheStore.connect(vertx, context, plane.namespace(), plane.links());
        redis = opened;
        plane.opened(opened);
        return new FencedStore(opened, plane.purges(), plane.tail());
    }

    private Leases leases(CacheStore store) {
        Inbox inbox = plane.inbox();
        Leases opened = redis == null || inbox == null ? new LocalLeases(store) : redis.leases(inbox);
        leases = opened;
        return opened;
    }

    private GatewayServer.Wiring wiring(CacheStore store) {
        Filler filler = new Filler(
                plane.flights(),
                new Filler.Wiring(
                        vertx,
                        context,
                        store,
                        leases(store),
                        plane.tombstones(),
                        plane.siblings(),
                        plane.purges(),
                        plane.clock(),
                        plane.fillIds(),
                        plane.nanoTime(),
                        plane.meters().fills(),
                        plane.keeping()));
        NearHits near = new NearHits(plane.near(), redis == null, plane.purges());
        Lookups lookups =
                new Lookups(filler, near, new Lookups.Surroundings(plane.uses(), plane.chance(), plane.name()));
        Invalidator invalidator = new LoggedInvalidator(plane::destinations, filler, plane.queuedPurges());
        HotKeys hot = new HotKeys(context, plane.hotSeed());
        vertx.setPeriodic(TimeUnit.SECONDS.toMillis(HotKeys.PERIOD_SECONDS), period -> hot.age());
        plane.refills().opened(new Refills.Loop(context, hot, new Refiller(plane::destinations, filler)));
        Explainer explainer = new Explainer(plane::destinations, lookups, near, shelf());
        Exchange exchange = new Exchange(plane::destinations, lookups, invalidator, hot);
        Warmer warmer = new Warmer(
                explainer, exchange, plane.keeping().budgets(), plane.meters().warm());
        plane.opened(new Desk(context, explainer, warmer));
        return new GatewayServer.Wiring(
                vertx,
                exchange,
                new PurgeRequests(plane.purging()),
                plane.meters().requests(),
                plane.telemetry()::access,
                plane.telemetry().tracer(),
                plane.tunnels(),
                plane.nanoTime());
    }

    private Explainer.Shelf shelf() {
        RedisCacheStore asked = redis;
        return asked == null
                ? new Explainer.Shelf("near", key -> key.key().text())
                : new Explainer.Shelf("redis", asked::nameOf);
    }

    /** Others need not wait for what is still being fetched here; the clients here get it. Any thread. */
    Future<Void> drain(Duration limit) {
        Promise<Void> drained = Promise.promise();
        context.runOnContext(now -> handBack()
                .compose(done -> server == null ? Future.succeededFuture() : server.drain(limit))
                .onComplete(drained));
        return drained.future();
    }

    /** Any thread; completes when it holds. */
    Future<Void> heed(ListenSettings.Peers peers) {
        Promise<Void> held = Promise.promise();
        context.runOnContext(now -> {
            if (server != null) {
                server.heed(peers);
            }
            held.complete();
        });
        return held.future();
    }

    /** Any thread. */
    void greetWith(ServerSSLOptions tls) {
        if (server != null) {
            server.greetWith(tls);
        }
    }

    private Future<Void> handBack() {
        return leases == null ? Future.succeededFuture() : leases.handBack();
    }

    /** The server first: what it still has to answer may need the link. */
    @Override
    public Future<?> stop() {
        Future<Void> closed = server == null ? Future.succeededFuture() : server.stop();
        return closed.eventually(() -> redis == null ? Future.succeededFuture() : redis.close());
    }
}
