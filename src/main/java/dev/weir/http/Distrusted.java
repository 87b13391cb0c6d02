package dev.weir.http;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.HashSet;
import java.util.Set;

/**
 * Connections of HTTP/1 on which a request was refused because nobody can be sure where it ended: what stands behind it,
 * even if it was read already and waits for its turn, is no request. One event loop.
 */
final class Distrusted {
    private final Set<HttpConnection> connections = new HashSet<>();

    /** Ends a connection once what was written to it is sent; over HTTP/2 the other requests have nothing to do with it. */
    void end(HttpConnection connection) {
        if (connection instanceof HttpServerConnection server) {
            Channel channel = server.channelHandlerContext().channel();
            if (StrictRequestDecoder.stopReading(channel) && connections.add(connection)) {
                channel.closeFuture().addListener(closed -> connections.remove(connection));
                connection.close();
            }
        }
    }

    boolean contains(HttpConnection connection) {
        return !connections.isEmpty() && connections.contains(connection);
    }
}
