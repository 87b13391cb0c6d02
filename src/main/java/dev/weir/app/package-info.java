/**
 * The composition root: wiring, thin verticles, the only real clock and randomness.
 *
 * <p>Start reading at {@code Weir}.
 */
@NullMarked
package dev.weir.app;

import org.jspecify.annotations.NullMarked;
