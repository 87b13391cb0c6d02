package dev.weir.invalidation;

import dev.weir.message.CacheKey;
import dev.weir.message.Fence;
import java.util.ArrayList;
import java.util.List;

/** The watches that are kept now: as many as changes are on their way into the log. Its monitor guards them all. */
final class PurgeWatches {
    private record Kept(PurgeWatch watch, Fence arrival) {}

    private final List<Kept> kept = new ArrayList<>();

    /** Two changes of one resource at a time may share an entry of the log, and neither is known to be the newer one. */
    synchronized PurgeWatch begin(CacheKey resource, List<String> groups, Fence arrival, Purges purges) {
        PurgeWatch begun = new PurgeWatch(this, resource, groups);
        for (Kept other : kept) {
            if (other.watch().isOf(resource)) {
                other.watch().blur();
                begun.blur();
            }
        }
        begun.look(purges, arrival);
        kept.add(new Kept(begun, arrival));
        return begun;
    }

    synchronized void look(Purges purges) {
        kept.forEach(one -> one.watch().look(purges, one.arrival()));
    }

    /** Entries may have been missed. */
    synchronized void blur() {
        kept.forEach(one -> one.watch().blur());
    }

    synchronized void remove(PurgeWatch watch) {
        kept.removeIf(one -> one.watch() == watch);
    }
}
