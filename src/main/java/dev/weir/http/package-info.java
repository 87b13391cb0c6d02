/**
 * The socket edge: a request becomes a message, a reply goes back to the socket.
 *
 * <p>The first and the last stop of a request; hands over to {@code exchange}. Start reading at {@code GatewayServer}.
 */
@NullMarked
package dev.weir.http;

import org.jspecify.annotations.NullMarked;
