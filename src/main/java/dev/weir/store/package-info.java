/**
 * Where stored responses are kept: the port, and the packed form of a value.
 *
 * <p>Asked by {@code exchange} through {@code fill}; implemented over Redis in {@code redis}. Start reading at
 * {@link dev.weir.store.CacheStore}.
 */
@NullMarked
package dev.weir.store;

import org.jspecify.annotations.NullMarked;
