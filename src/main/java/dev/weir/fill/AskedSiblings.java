package dev.weir.fill;

import dev.weir.message.ResponseHead;
import dev.weir.message.StoreKey;
import dev.weir.message.StoredResponse;
import dev.weir.policy.Selection;
import dev.weir.policy.VariantTag;
import dev.weir.store.CacheStore;
import dev.weir.store.Lookup;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Siblings} about which one fill asks the origin.
 *
 * @param missing the variant that it fills
 * @param tags empty where the fill asks for the whole, or for what is stored
 */
record AskedSiblings(StoreKey missing, List<VariantTag> tags, CacheStore store) {
    static AskedSiblings of(StoreKey missing, FillPlan plan, Filler.Wiring wiring) {
        boolean asks = plan.validate() && plan.stored() == null;
        List<VariantTag> tags =
                asks ? wiring.siblings().of(missing.key(), Selection.select(plan.vary(), plan.request())) : List.of();
        return new AskedSiblings(missing, tags, wiring.store());
    }

    /** The one that a 304 names, as the variant that is missing; null where it names none, or that one is gone. */
    Future<@Nullable StoredResponse> named(FillPlan plan, ResponseHead notModified) {
        VariantTag named = VariantTag.named(tags, notModified);
        return named == null
                ? Future.succeededFuture()
                : store.get(new StoreKey(missing.key(), named.variant())).map(found -> lent(named, found, plan));
    }

    private static @Nullable StoredResponse lent(VariantTag named, Lookup found, FillPlan plan) {
        return found instanceof Lookup.Found stored ? named.lent(stored.response(), plan.vary(), plan.request()) : null;
    }
}
