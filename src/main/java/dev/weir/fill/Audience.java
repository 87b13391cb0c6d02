package dev.weir.fill;

import io.vertx.core.Context;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Those whom a fill answers: the request that led it, and all who follow.
 *
 * @param context of the fill
 * @param leader null for a fill that nobody waits for
 */
record Audience(Flight flight, Context context, @Nullable Hop<Filled> leader) {
    /** A response, for each reader on its context; to whoever comes, too, until the flight is closed. */
    void offer(Function<Context, Filled> forFollowers, Function<Context, Filled> forLeader) {
        flight.offer(forFollowers);
        if (leader != null) {
            leader.complete(forLeader.apply(leader.context()));
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
