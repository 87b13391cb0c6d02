package dev.weir.exchange;

import dev.weir.fill.Filler;
import dev.weir.fill.Looked;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.StoreKey;
import dev.weir.message.StoredResponse;
import dev.weir.message.TargetUri;
import dev.weir.message.Verdict;
import dev.weir.policy.Selection;
import dev.weir.store.Lookup;
import io.vertx.core.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fetches again what was purged, as a client would ask for it that sends no field at all: no credentials, and of a
 * response that varies the variant for whoever states no preference.
 *
 * <p>One event loop. Nothing fails.
 */
public final class Refiller {
    private final Supplier<Destinations> destinations;
    private final Filler filler;

    public Refiller(Supplier<Destinations> destinations, Filler filler) {
        this.destinations = destinations;
        this.filler = filler;
    }

    /** Whether something is stored for it that a purge has taken out or made stale. */
    Future<Boolean> isPurged(TargetUri uri) {
        Inquiry inquiry = inquiry(uri);
        return inquiry == null
                ? Future.succeededFuture(false)
                : look(inquiry, (asked, looked) -> {
                    StoredResponse stored = stored(asked, looked);
                    return stored != null && verdict(asked, stored) != Verdict.NONE;
                });
    }

    /** Whether the origin's budget for what nobody waits for is spent at this moment. */
    boolean putsOff(TargetUri uri) {
        Inquiry inquiry = inquiry(uri);
        return inquiry != null && filler.putsOff(inquiry.origin());
    }

    /** Fetches it in the background, unless something usable is stored or somebody is at it; whether it had to. */
    Future<Boolean> refill(TargetUri uri) {
        Inquiry inquiry = inquiry(uri);
        return inquiry == null ? Future.succeededFuture(false) : look(inquiry, this::fill);
    }

    private boolean fill(Inquiry inquiry, Looked looked) {
        StoredResponse stored = stored(inquiry, looked);
        Verdict verdict = stored == null ? Verdict.HARD : verdict(inquiry, stored);
        if (verdict == Verdict.NONE) {
            return false;
        }
        StoredResponse usable = verdict == Verdict.HARD ? null : stored;
        filler.refresh(looked, Lookups.plan(inquiry, usable, usable != null));
        return true;
    }

    /** Decides about what is found, by way of the index of a resource that varies. */
    private interface Decision {
        boolean decide(Inquiry inquiry, Looked looked);
    }

    private Future<Boolean> look(Inquiry inquiry, Decision decision) {
        return filler.look(StoreKey.of(inquiry.key()), inquiry.keepsNear(), looked -> {
            if (looked.found() instanceof Lookup.Varies varies) {
                Inquiry variant = inquiry.varying(varies.index().names());
                return filler.look(
                        variant.storeKey(),
                        inquiry.keepsNear(),
                        there -> Future.succeededFuture(decision.decide(variant, there)));
            }
            return Future.succeededFuture(decision.decide(inquiry, looked));
        });
    }

    private static @Nullable StoredResponse stored(Inquiry inquiry, Looked looked) {
        return looked.found() instanceof Lookup.Found found
                        && Selection.matches(found.response().selecting(), inquiry.request())
                ? found.response()
                : null;
    }

    private Verdict verdict(Inquiry inquiry, StoredResponse stored) {
        return filler.wiring().purges().verdict(stored, inquiry.request().position());
    }

    /** Null where such a request would not be looked up, or this gateway may have missed purges. */
    private @Nullable Inquiry inquiry(TargetUri uri) {
        RequestHead get = new RequestHead(
                "GET", uri, FieldLines.EMPTY, "1.1", filler.wiring().purges().position());
        return !get.position().isUnknown() && Prospect.of(get, destinations.get()) instanceof Prospect.Asked asked
                ? asked.inquiry()
                : null;
    }
}
