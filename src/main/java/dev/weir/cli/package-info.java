/**
 * The command line, which owns {@code main}.
 *
 * <p>Start reading at {@code Main}.
 */
@NullMarked
package dev.weir.cli;

import org.jspecify.annotations.NullMarked;
