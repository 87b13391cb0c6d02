/**
 * The simulated slow origin: a real HTTP server of its own, with latency, failures and a count of what it was asked.
 *
 * <p>Knows nothing of the gateway. Start reading at {@code SimulatedOriginVerticle}.
 */
@NullMarked
package dev.weir.simulate;

import org.jspecify.annotations.NullMarked;
