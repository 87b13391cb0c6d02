/**
 * The state machine of one request: look up, decide, fill or forward, reply.
 *
 * <p>Comes after {@code http}; composes {@code route}, {@code policy}, {@code store}, {@code fill} and {@code origin}. Start
 * reading at {@code Exchange}.
 */
@NullMarked
package dev.weir.exchange;

import org.jspecify.annotations.NullMarked;
