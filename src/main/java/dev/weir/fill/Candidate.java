package dev.weir.fill;

import dev.weir.fill.Leases.Lease;
import dev.weir.fill.Leases.Write;
import dev.weir.message.Selecting;
import dev.weir.message.StoreKey;
import dev.weir.message.StoredResponse;
import dev.weir.message.VaryIndex;
import dev.weir.policy.AcceptRanges;
import dev.weir.policy.Retention;
import dev.weir.policy.Selection;
import dev.weir.policy.StoreDecision;
import dev.weir.store.Lookup;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A response that is to be stored, while its content is still on its way.
 *
 * <p>A resource that was ever seen to vary stays indexed by the union of the names seen: a response that happens to
 * carry no Vary then becomes one more variant, instead of taking the place of the index and hiding all others. An index
 * that is new is marked: what was filed under one before it stays out of reach.
 */
final class Candidate {
    private static final Buffer NO_BODY_YET = Buffer.buffer(0);

    private Candidate() {}

    static StoredResponse of(StoreKey key, Lease lease, StoreDecision.Store store, FillPlan plan, long fillId) {
        List<String> names = Selection.union(plan.vary(), store.vary());
        if (plan.vary().isEmpty() && !names.isEmpty()) {
            names = Selection.marked(names, fillId);
        }
        Selecting selecting = names.isEmpty() ? Selecting.NONE : Selection.select(names, plan.request());
        return new StoredResponse(
                fillId, lease.fence(), key.key(), selecting, store.groups(), store.head(), NO_BODY_YET, store.terms());
    }

    /** The same response, told to clients as one of which ranges can be had: its length is known, and it is kept. */
    static StoredResponse rangeable(StoredResponse kept) {
        return new StoredResponse(
                kept.fillId(),
                kept.fence(),
                kept.key(),
                kept.selecting(),
                kept.groups(),
                AcceptRanges.on(kept.head()),
                kept.body(),
                kept.terms());
    }

    /** The index before the variant it leads to. Nothing where the response is of no use by now. */
    static List<Write> writes(StoreKey key, StoredResponse response, Instant now) {
        Duration keep = Retention.keep(response, now);
        if (keep.isZero()) {
            return List.of();
        }
        Lookup.Found value = new Lookup.Found(response);
        StoreKey resource = StoreKey.of(key.key());
        if (response.selecting().isNone()) {
            return List.of(new Write(resource, value, keep));
        }
        VaryIndex index = new VaryIndex(key.key(), response.selecting().names());
        StoreKey variant = new StoreKey(key.key(), Selection.variant(response.selecting()));
        return List.of(
                new Write(resource, new Lookup.Varies(index), Retention.ofIndex(keep)),
                new Write(variant, value, keep));
    }
}
