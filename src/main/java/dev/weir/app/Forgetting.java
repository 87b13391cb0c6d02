package dev.weir.app;

import dev.weir.invalidation.Filing;
import dev.weir.invalidation.FleetPurges;
import dev.weir.invalidation.FleetSettings;
import dev.weir.invalidation.LocalPurgeLog;
import dev.weir.invalidation.Membership;
import dev.weir.invalidation.Purge;
import dev.weir.invalidation.PurgeIndex;
import dev.weir.invalidation.PurgeLog;
import dev.weir.invalidation.PurgeObserver;
import dev.weir.invalidation.PurgeOutcome;
import dev.weir.invalidation.Purges;
import dev.weir.invalidation.Tail;
import dev.weir.redis.FleetLog;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What was purged, as one process knows it: the index all event loops read, and the log it is filled from. */
final class Forgetting {
    private final String node =
            HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    private final FleetSettings settings;
    private final PurgeIndex index;
    private final Membership membership;
    private final LongSupplier nanoTime = System::nanoTime;
    private final PurgeLog local;
    private volatile @Nullable FleetLog fleet;

    Forgetting(FleetSettings settings, Filing filing, InstantSource clock, PurgeObserver observer) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        this.settings = settings;
        this.index = new PurgeIndex(random.nextLong(), random.nextLong(), filing);
        this.membership = new Membership(nanoTime.getAsLong());
        this.local = new LocalPurgeLog(index, clock, node, observer);
    }

    /** Name of this process in its fleet. */
    String node() {
        return node;
    }

    PurgeIndex index() {
        return index;
    }

    Membership membership() {
        return membership;
    }

    /** From now on purges are those of a fleet. */
    void joins(FleetLog joined) {
        fleet = joined;
    }

    Purges purges() {
        return fleet == null ? index : new FleetPurges(index, membership, settings, nanoTime);
    }

    /** The log of the fleet, once there is one. */
    PurgeLog log() {
        return new PurgeLog() {
            @Override
            public Future<PurgeOutcome> append(Purge purge, boolean confirm, Duration patience) {
                return current().append(purge, confirm, patience);
            }

            @Override
            public void applyHere(Purge purge) {
                current().applyHere(purge);
            }
        };
    }

    private PurgeLog current() {
        FleetLog joined = fleet;
        return joined == null ? local : joined.log();
    }

    Tail tail() {
        FleetLog joined = fleet;
        return joined == null ? Tail.NONE : joined;
    }

    /** Whether it may miss purges; never for a gateway without a fleet. */
    boolean isDetached() {
        return fleet != null && !membership.isMember(nanoTime.getAsLong());
    }

    List<FleetLog.Member> members() {
        FleetLog joined = fleet;
        return joined == null ? List.of() : joined.members();
    }
}
