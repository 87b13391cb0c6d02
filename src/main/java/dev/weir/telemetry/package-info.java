/**
 * What is told of single requests and of changes of state, beside the meters: the log, the access log, the traces.
 *
 * <p>Nothing here decides anything, waits on an event loop, or can fail a request. Start reading at {@code AccessLog}.
 */
@NullMarked
package dev.weir.telemetry;

import org.jspecify.annotations.NullMarked;
