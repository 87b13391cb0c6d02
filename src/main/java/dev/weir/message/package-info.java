/**
 * The nouns of a cached exchange: fields, heads, bodies, keys, stored responses and fences.
 *
 * <p>A pure leaf: no I/O, no clock, no randomness, no logging. Everything else speaks in these words. Start reading at
 * {@link dev.weir.message.RequestHead}, then {@link dev.weir.message.StoredResponse}.
 */
@NullMarked
package dev.weir.message;

import org.jspecify.annotations.NullMarked;
