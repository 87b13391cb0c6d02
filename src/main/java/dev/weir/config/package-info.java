/**
 * Reads the configuration and reports every mistake in it at once.
 *
 * <p>Produces the settings records of the other packages. Start reading at {@code ConfigReader}.
 */
@NullMarked
package dev.weir.config;

import org.jspecify.annotations.NullMarked;
