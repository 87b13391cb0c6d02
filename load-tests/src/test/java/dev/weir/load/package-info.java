/**
 * Gatling simulations: mixed traffic over many keys, and a crowd on one.
 *
 * <p>Each asserts errors, waiting times relative to the origin's latency, and the origin's own count.
 */
package dev.weir.load;
