/**
 * What measures a gateway from outside: a crowd of clients on one cold key, and the bare server the gateway's speed is
 * held against.
 *
 * <p>Knows nothing of the gateway's classes; the same program measures any HTTP cache. Start reading at {@link
 * dev.weir.load.Collapse}.
 */
package dev.weir.load;
