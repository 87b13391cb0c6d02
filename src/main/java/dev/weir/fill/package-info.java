/**
 * One request to the origin for many clients: the flight, its lease, and the body shared while it arrives.
 *
 * <p>Called by {@code exchange} on a miss; asks {@code store} and {@code origin}. Start reading at {@code Flights}.
 */
@NullMarked
package dev.weir.fill;

import org.jspecify.annotations.NullMarked;
