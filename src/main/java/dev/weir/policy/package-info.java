/**
 * What the RFCs decide: pure functions over heads, stored responses and the time.
 *
 * <p>Reads nothing, writes nothing, knows no clock; {@code exchange} and {@code fill} execute what is decided here. Start
 * reading at {@code LookupPolicy}, {@code ReusePolicy}, {@code StorePolicy}, in the order a request meets them.
 */
@NullMarked
package dev.weir.policy;

import org.jspecify.annotations.NullMarked;
