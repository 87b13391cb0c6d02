/**
 * Taking things out: the purge log, the fence, the confirmation.
 *
 * <p>Start reading at {@code Invalidator}, which unsafe requests call. A fence stands in every stored response;
 * nothing appends to the log yet, so that every position is the first.
 */
@NullMarked
package dev.weir.invalidation;

import org.jspecify.annotations.NullMarked;
