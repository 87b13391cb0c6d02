package dev.weir.invalidation;

import dev.weir.message.CacheKey;
import dev.weir.message.Fence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a resource is purged by anything but one change of its own, from the change's arrival until that stands in the
 * log and is applied: only then is it known that what the change brought is the newest.
 *
 * <p>To be ended, whatever comes of the change. Any thread.
 */
public final class PurgeWatch {
    /** Sees nothing, and says so. */
    static final PurgeWatch BLIND = new PurgeWatch(new PurgeWatches(), new CacheKey(""), List.of());

    private final PurgeWatches all;
    private final CacheKey resource;
    private final List<String> groups;
    private long first;
    private boolean blurred;

    PurgeWatch(PurgeWatches all, CacheKey resource, List<String> groups) {
        this.all = all;
        this.resource = resource;
        this.groups = groups;
    }

    boolean isOf(CacheKey other) {
        return resource.equals(other);
    }

    /** An entry was applied, or this watch begins. */
    void look(Purges purges, Fence arrival) {
        long newest = purges.newest(resource, groups).position();
        if (first == 0 && newest > arrival.position()) {
            first = newest;
        }
    }

    /** What was seen does not tell any more. */
    void blur() {
        blurred = true;
    }

    /**
     * The fence of what the change brought, which is newer than the change; null if it was not alone, or nobody can tell.
     *
     * @param own id of the change in the log, 0 where it stands in none
     */
    public @Nullable Fence end(long own) {
        synchronized (all) {
            all.remove(this);
            return own > 0 && first == own && !blurred ? new Fence(own) : null;
        }
    }
}
