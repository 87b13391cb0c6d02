package dev.weir.fill;

import dev.weir.fill.FillObserver.Stored;
import dev.weir.fill.Leases.Acquired;
import dev.weir.fill.Leases.Settlement;
import dev.weir.message.StoredResponse;
import dev.weir.policy.Retention;
import java.time.Duration;

/**
 * Puts what became of a stored response in its place, with the right that a fill would have: whoever fills the key, or has
 * filled it since it was looked up, knows better.
 *
 * <p>Nobody waits for it; who comes meanwhile looks again once it is over.
 */
final class Revision {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Flight flight;
    private final Filler.Wiring wiring;
    private final Tenure tenure;
    private final StoredResponse revised;

    Revision(Flight flight, FillPlan plan, Filler.Wiring wiring, StoredResponse revised) {
        this.flight = flight;
        this.wiring = wiring;
        this.tenure = new Tenure(flight, plan, wiring);
        this.revised = revised;
    }

    void run() {
        tenure.acquire(revised.fence(), PATIENCE).onSuccess(acquired -> {
            if (acquired instanceof Acquired.Granted) {
                put();
            } else {
                end();
            }
        });
    }

    private void put() {
        if (Retention.keep(revised, wiring.clock().instant()).isZero()) {
            wiring.store().remove(flight.key()).onSuccess(removed -> {
                wiring.near().drop(flight.key());
                end();
            });
        } else {
            tenure.store(revised, Stored.FRESHENED);
        }
    }

    private void end() {
        flight.finish(new Filled.Again());
        tenure.end(new Settlement.Abandon(), Stored.SKIPPED);
    }
}
