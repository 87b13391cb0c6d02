/**
 * Taking things out: the purge log, the fence, the confirmation.
 *
 * <p>A fence stands in every stored response, a position in every request; what {@code Purges} says of the two decides
 * whether one answers the other. Start reading at {@code PurgeIndex}, then {@code Membership} and {@code Roster}; the log
 * itself is kept by {@code redis.FleetLog}.
 */
@NullMarked
package dev.weir.invalidation;

import org.jspecify.annotations.NullMarked;
