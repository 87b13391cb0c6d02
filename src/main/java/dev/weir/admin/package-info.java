/**
 * The operator's side: metrics, health, status, on a port of its own.
 *
 * <p>Speaks to the rest through its {@code Operations} port, implemented in {@code app}. Start reading at {@code AdminServer}.
 */
@NullMarked
package dev.weir.admin;

import org.jspecify.annotations.NullMarked;
