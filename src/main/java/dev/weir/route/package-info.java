/**
 * Which origin serves a request, by which rules, under which cache key.
 *
 * <p>Pure. Comes after {@code http}, before {@code exchange}. Start reading at {@code Routes}, then {@code KeyBuilder}.
 */
@NullMarked
package dev.weir.route;

import org.jspecify.annotations.NullMarked;
