/**
 * Taking things out: the purge log, the fence, the confirmation.
 *
 * <p>A fence stands in every stored response; nothing appends to the log yet, so that every position is the first.
 */
@NullMarked
package dev.weir.invalidation;

import org.jspecify.annotations.NullMarked;
