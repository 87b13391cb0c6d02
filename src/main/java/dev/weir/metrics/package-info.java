/**
 * The catalogue of meters, and the observers through which the other packages feed it.
 *
 * <p>Never fails a request; tag values come from enums and configured names only. Start reading at {@code Meters}.
 */
@NullMarked
package dev.weir.metrics;

import org.jspecify.annotations.NullMarked;
