package dev.weir.fill;

import dev.weir.policy.Boarding;
import io.vertx.core.Context;
import org.jspecify.annotations.Nullable;

/**
 * Those whom a fill answers: the request that led it, and all who follow.
 *
 * @param context of the fill
 * @param leader null for a fill that nobody waits for
 */
record Audience(Flight flight, Context context, @Nullable Hop<Filled> leader) {
    /** A response for all; for whoever comes, too, until the flight is closed. */
    void offer(Offer offer) {
        flight.offer(offer);
        if (leader != null) {
            leader.complete(offer.to(leader.context(), Boarding.LED));
        }
    }

    /** One outcome, and the end of the flight. */
    void finish(Filled forFollowers, Filled forLeader) {
        flight.finish(forFollowers);
        if (leader == null) {
            forLeader.discard();
        } else {
            leader.complete(forLeader);
        }
    }
}
