/**
 * Several real gateway processes on one Redis, seen from outside: what the origin counts and what clients get, while
 * processes are killed, stopped and cut off.
 *
 * <p>Start reading at {@code Fleet}.
 */
package dev.weir.fleet;
