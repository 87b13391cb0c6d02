/**
 * The next hop: an HTTP client for each configured origin.
 *
 * <p>Called by {@code exchange} (pass) and {@code fill}. Start reading at {@code Origin}.
 */
@NullMarked
package dev.weir.origin;

import org.jspecify.annotations.NullMarked;
