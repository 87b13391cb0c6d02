package dev.weir.redis;

import dev.weir.invalidation.Filing;
import dev.weir.invalidation.FleetSettings;
import dev.weir.invalidation.Membership;
import dev.weir.invalidation.PurgeIndex;
import dev.weir.invalidation.PurgeObserver;
import dev.weir.invalidation.Roster;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What those who read and those who write the purge log have in common. Used on one event loop only. */
final class Fleet {
    private final Vertx vertx;
    private final Context context;
    private final LinkParts links;
    private final FleetLog.Place place;
    private final LogKeys keys;
    private final FleetLog.Target target;
    private final Roster roster = new Roster();
    private final List<Runnable> listeners = new ArrayList<>();

    Fleet(Vertx vertx, Context context, LinkParts links, FleetLog.Place place, FleetLog.Target target) {
        this.vertx = vertx;
        this.context = context;
        this.links = links;
        this.place = place;
        this.keys = new LogKeys(place.namespace());
        this.target = target;
    }

    Vertx vertx() {
        return vertx;
    }

    Context context() {
        return context;
    }

    LinkParts links() {
        return links;
    }

    String namespace() {
        return place.namespace();
    }

    String node() {
        return place.node();
    }

    FleetSettings settings() {
        return place.settings();
    }

    LogKeys keys() {
        return keys;
    }

    PurgeIndex index() {
        return target.index();
    }

    Membership membership() {
        return target.membership();
    }

    Filing filing() {
        return target.filing();
    }

    PurgeObserver observer() {
        return target.observer();
    }

    Roster roster() {
        return roster;
    }

    long now() {
        return links.nanoTime().getAsLong();
    }

    /** What is cancelled holds on to nothing. */
    long later(Duration delay, Runnable step) {
        return vertx.setTimer(Math.max(1, delay.toMillis()), timer -> step.run());
    }

    /** Called whenever this gateway or another has come further. */
    void onChange(Runnable listener) {
        listeners.add(listener);
    }

    void saw(LogLink.Look look) {
        roster.observe(look.table(), look.sent(), look.received());
        changed();
    }

    void acknowledged(String node, long applied) {
        roster.acknowledged(node, applied);
        changed();
    }

    /** This gateway has applied the log up to there. */
    void applied(long number) {
        membership().applied(number);
        changed();
    }

    private void changed() {
        listeners.forEach(Runnable::run);
    }
}
