package dev.weir.invalidation;

import dev.weir.message.CacheKey;
import dev.weir.message.Fence;
import dev.weir.message.StoredResponse;
import dev.weir.message.Verdict;
import java.util.List;

/** What was purged, as far as this gateway has applied the log. Read by every request, from any event loop. */
public interface Purges {
    /** Nothing was ever purged. */
    Purges NONE = new Purges() {
        @Override
        public Fence applied() {
            return Fence.START;
        }

        @Override
        public Verdict verdict(StoredResponse stored, Fence position) {
            return Verdict.NONE;
        }
    };

    /** Id of the newest purge applied here: the fence of a fill that is about to ask the origin. */
    Fence applied();

    /**
     * What a request that arrives now is to note: {@link #applied}, or {@link Fence#UNKNOWN} where this gateway may have
     * missed purges and is to serve nothing stored then.
     */
    default Fence position() {
        return applied();
    }

    /**
     * What the purges between the response's fence and a request's arrival position say of the response. A purge that is
     * newer than the request may count as well; one that lies between always does.
     */
    Verdict verdict(StoredResponse stored, Fence position);

    /**
     * The newest purge of a resource: what was asked of the origin before it is of no use any more.
     *
     * @param groups those that the resource is known to belong to, none before there is a response
     */
    default Fence newest(CacheKey resource, List<String> groups) {
        return Fence.START;
    }

    /**
     * Watches a resource while a change of it is on its way into the log.
     *
     * @param groups those of what the change brought
     * @param arrival position that the change noted
     */
    default PurgeWatch watch(CacheKey resource, List<String> groups, Fence arrival) {
        return PurgeWatch.BLIND;
    }

    /**
     * The purges that a resource may be matched by, to be shown.
     *
     * @param groups those that its response belongs to
     */
    default List<PurgeMatch> matching(CacheKey resource, List<String> groups) {
        return List.of();
    }
}
