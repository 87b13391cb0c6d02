package dev.weir.testing;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import java.net.URI;

/** An origin of bytes, for answers that no HTTP server would send. Every connection gets one answer, then its end. */
public final class RawOrigin implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final NetServer server;

    private RawOrigin(String answer) {
        server = Async.await(vertx.createNetServer()
                .connectHandler(socket -> socket.handler(request -> {
                    socket.handler(more -> {});
                    socket.end(Buffer.buffer(answer));
                }))
                .listen(0, "127.0.0.1"));
    }

    public static RawOrigin answering(String answer) {
        return new RawOrigin(answer);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    @Override
    public void close() {
        Async.await(vertx.close());
    }
}
