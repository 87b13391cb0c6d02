package dev.weir.invalidation;

import dev.weir.message.CacheKey;
import dev.weir.message.Fence;
import dev.weir.message.StoredResponse;
import dev.weir.message.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** The purges of a fleet as one of its gateways may rely on them: what is applied here, and whether that is all. */
public final class FleetPurges implements Purges {
    private final PurgeIndex index;
    private final Membership membership;
    private final FleetSettings settings;
    private final LongSupplier nanoTime;

    public FleetPurges(PurgeIndex index, Membership membership, FleetSettings settings, LongSupplier nanoTime) {
        this.index = index;
        this.membership = membership;
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    @Override
    public Fence applied() {
        return index.applied();
    }

    /** Membership is read before the position: the other way round a purge could be confirmed between the two. */
    @Override
    public Fence position() {
        return mayServe() ? index.applied() : Fence.UNKNOWN;
    }

    private boolean mayServe() {
        if (settings.forwards()) {
            return membership.isMember(nanoTime.getAsLong());
        }
        Duration limit = settings.detachedFor();
        return limit == null || membership.detached(nanoTime.getAsLong()).compareTo(limit) <= 0;
    }

    @Override
    public Verdict verdict(StoredResponse stored, Fence position) {
        return index.verdict(stored, position);
    }

    @Override
    public List<PurgeMatch> matching(CacheKey resource, List<String> groups) {
        return index.matching(resource, groups);
    }

    @Override
    public Fence newest(CacheKey resource, List<String> groups) {
        return index.newest(resource, groups);
    }

    @Override
    public PurgeWatch watch(CacheKey resource, List<String> groups, Fence arrival) {
        return index.watch(resource, groups, arrival);
    }
}
