package dev.weir.testing;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Bytes from a socket, for responses that no HTTP server would send. Requests must come without content. */
public final class RawOrigin implements AutoCloseable {
    /** Answers one request. */
    public interface Script {
        /** @param number of the request, from 1, over all connections */
        void answer(NetSocket socket, int number);
    }

    private static final String END_OF_HEAD = "\r\n\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final NetServer server;

    public RawOrigin(Script script) {
        server = Async.await(vertx.createNetServer()
                .connectHandler(socket -> {
                    connections.incrementAndGet();
                    StringBuilder received = new StringBuilder();
                    socket.handler(bytes -> {
                        received.append(bytes.toString());
                        int end = received.indexOf(END_OF_HEAD);
                        if (end >= 0) {
                            requests.add(received.substring(0, end + END_OF_HEAD.length()));
                            received.delete(0, end + END_OF_HEAD.length());
                            script.answer(socket, requests.size());
                        }
                    });
                })
                .listen(0, "127.0.0.1"));
    }

    /** Answers every request with the same bytes; {@code |} stands for the end of a line. */
    public static RawOrigin saying(String response) {
        return new RawOrigin((socket, number) -> socket.write(response.replace("|", "\r\n")));
    }

    /** Answers every request with the same bytes, then closes the connection. */
    public static RawOrigin answering(String response) {
        return new RawOrigin((socket, number) -> socket.end(Buffer.buffer(response)));
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    public List<String> requests() {
        return List.copyOf(requests);
    }

    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        Async.await(vertx.close(), 10, TimeUnit.SECONDS);
    }
}
