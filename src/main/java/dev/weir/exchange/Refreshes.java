package dev.weir.exchange;

import dev.weir.fill.Filler;
import dev.weir.fill.Looked;
import dev.weir.message.Onward;
import dev.weir.message.StoredResponse;
import dev.weir.policy.EarlyRefresh;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.function.DoubleSupplier;

/** Refreshes that begin behind the back of a client that is given what is still fresh. */
final class Refreshes {
    private final Filler filler;
    private final DoubleSupplier chance;

    Refreshes(Filler filler, DoubleSupplier chance) {
        this.filler = filler;
        this.chance = chance;
    }

    /** After a look-up, on whose flight the fill is made. */
    void early(Inquiry inquiry, StoredResponse stored, Looked looked, Instant now) {
        if (isDue(inquiry, stored, now)) {
            filler.refresh(looked, Lookups.plan(inquiry, stored, true));
        }
    }

    /** After a near hit: Redis is asked first, since another gateway may have refreshed it by now. */
    void near(Inquiry inquiry, StoredResponse stored, Instant now, Onward onward) {
        boolean own = stored.key().equals(inquiry.key());
        if (own && isDue(inquiry, stored, now) && !filler.putsOff(inquiry.origin())) {
            lookAgain(inquiry.asking(onward).varying(stored.selecting().names()), stored);
        }
    }

    private void lookAgain(Inquiry inquiry, StoredResponse seen) {
        filler.look(inquiry.storeKey(), inquiry.keepsNear(), looked -> {
            StoredResponse stored = Judgement.selected(inquiry, looked.found());
            if (stored != null && stored.fillId() == seen.fillId()) {
                filler.refresh(looked, Lookups.plan(inquiry, stored, true));
            }
            return Future.succeededFuture();
        });
    }

    private boolean isDue(Inquiry inquiry, StoredResponse stored, Instant now) {
        double beta = inquiry.rules().delivery().earlyRefresh();
        return beta > 0 && EarlyRefresh.isDue(stored.terms(), beta, chance.getAsDouble(), now);
    }
}
