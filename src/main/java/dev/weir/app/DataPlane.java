package dev.weir.app;

import dev.weir.config.WeirSettings;
import dev.weir.exchange.Destinations;
import dev.weir.exchange.Refills;
import dev.weir.fill.Filler;
import dev.weir.fill.Flights;
import dev.weir.fill.NearTier;
import dev.weir.fill.Siblings;
import dev.weir.fill.Tombstones;
import dev.weir.fill.Uses;
import dev.weir.http.ListenSettings;
import dev.weir.invalidation.FleetSettings;
import dev.weir.invalidation.Purges;
import dev.weir.invalidation.Purging;
import dev.weir.invalidation.QueuedPurges;
import dev.weir.invalidation.Tail;
import dev.weir.metrics.Meters;
import dev.weir.redis.FleetLog;
import dev.weir.redis.Inbox;
import dev.weir.redis.LinkParts;
import dev.weir.redis.RedisCacheStore;
import dev.weir.store.NearStore;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What the gateway verticles of a process share, and what they report back. */
final class DataPlane {
    private final ListenSettings listen;
    private final String namespace;
    private final LiveConfig live;
    private final Meters meters;
    private final Telemetry telemetry;
    private final Surroundings around;
    private final NearStore near;
    private final Filler.Keeping keeping;
    private final @Nullable LinkParts links;
    private final Flights flights = new Flights();
    private final Uses uses = new Uses();
    private final Tombstones tombstones = new Tombstones();
    private final Siblings siblings = new Siblings();
    private final FleetSettings fleet;
    private final RouteFiling filing;
    private final Forgetting forgetting;
    private final Purging purging;
    private final QueuedPurges queued;
    private final Refills refills;
    private final AtomicInteger tunnels = new AtomicInteger();
    private final long hotSeed = ThreadLocalRandom.current().nextLong();
    private final List<RedisCacheStore> stores = new CopyOnWriteArrayList<>();
    private final List<Desk> desks = new CopyOnWriteArrayList<>();
    private volatile String name = "weir";
    private final Front front = new Front();
    private volatile @Nullable Inbox inbox;

    /** Who is told of what happens. */
    record Told(Meters meters, Telemetry telemetry) {}

    /** @param links null for a gateway without Redis */
    DataPlane(LiveConfig live, Told told, Surroundings around, @Nullable LinkParts links) {
        WeirSettings settings = live.settings();
        this.live = live;
        this.listen = settings.listen();
        this.namespace = settings.namespace();
        this.meters = told.meters();
        this.telemetry = told.telemetry();
        this.around = around;
        this.links = links;
        this.fleet = settings.fleet();
        this.filing = new RouteFiling(live::destinations);
        this.forgetting = new Forgetting(fleet, filing, around.clock(), meters.purges());
        this.refills = new Refills(filing);
        this.purging = new Purging(forgetting.log(), refills::begin);
        this.queued = new QueuedPurges(forgetting.log(), meters.queue());
        this.near = new NearStore(settings.near(), around.clock(), System::nanoTime, meters.near());
        this.keeping = new Filler.Keeping(
                links == null ? NearTier.NONE : NearTier.before(near, around.clock()), live.budgets());
    }

    ListenSettings listen() {
        return listen;
    }

    String namespace() {
        return namespace;
    }

    /** Where requests go at this moment. */
    Destinations destinations() {
        return live.destinations();
    }

    Meters meters() {
        return meters;
    }

    Telemetry telemetry() {
        return telemetry;
    }

    /** Redis server time, or this machine's without Redis. */
    InstantSource clock() {
        return around.clock();
    }

    /** Random numbers from 0 to 1. */
    DoubleSupplier chance() {
        return around.chance();
    }

    /** This process's own memory; without Redis the only store. */
    NearStore near() {
        return near;
    }

    /** What the fillers of all event loops share. */
    Filler.Keeping keeping() {
        return keeping;
    }

    @Nullable
    LinkParts links() {
        return links;
    }

    Flights flights() {
        return flights;
    }

    Uses uses() {
        return uses;
    }

    Siblings siblings() {
        return siblings;
    }

    Tombstones tombstones() {
        return tombstones;
    }

    Forgetting forgetting() {
        return forgetting;
    }

    FleetSettings fleet() {
        return fleet;
    }

    FleetLog.Target purgesApplied() {
        return new FleetLog.Target(forgetting.index(), forgetting.membership(), filing, meters.purges());
    }

    /** What was purged, as requests are to see it. */
    Purges purges() {
        return around.fencing().apply(forgetting.purges());
    }

    Tail tail() {
        return forgetting.tail();
    }

    /** What operators order to be forgotten goes through it. */
    Purging purging() {
        return purging;
    }

    /** How many connections have left HTTP for another protocol. */
    AtomicInteger tunnels() {
        return tunnels;
    }

    Refills refills() {
        return refills;
    }

    /** The same for all event loops. */
    long hotSeed() {
        return hotSeed;
    }

    /** What unsafe requests have changed goes through it. */
    QueuedPurges queuedPurges() {
        return queued;
    }

    LongSupplier nanoTime() {
        return System::nanoTime;
    }

    LongSupplier fillIds() {
        return () -> ThreadLocalRandom.current().nextLong();
    }

    /** Where other gateways tell this one of their fills; null without Redis. */
    @Nullable
    Inbox inbox() {
        return inbox;
    }

    void opened(Inbox opened) {
        inbox = opened;
    }

    /** By which this process marks the requests that it forwards, as no other does. */
    String name() {
        return name;
    }

    void named(String chosen) {
        name = chosen;
    }

    /** Where clients come in. */
    Front front() {
        return front;
    }

    void opened(Desk desk) {
        desks.add(desk);
    }

    /** One for each event loop. */
    List<Desk> desks() {
        return desks;
    }

    void opened(RedisCacheStore store) {
        stores.add(store);
    }

    /** Links that are up, of those wanted. */
    long linksUp() {
        return stores.stream().filter(RedisCacheStore::isUp).count();
    }

    /** Why not all are up, for the operator; empty where nothing is known. */
    String redisTrouble() {
        return stores.stream()
                .map(RedisCacheStore::trouble)
                .filter(told -> !told.isEmpty())
                .findFirst()
                .orElse("");
    }

    int linksWanted() {
        return stores.size();
    }
}
