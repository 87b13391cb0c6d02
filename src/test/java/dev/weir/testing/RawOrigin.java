package dev.weir.testing;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Bytes from a socket, for responses that no HTTP server would send; and a record of every byte that arrived.
 *
 * <p>Reads requests as a strict parser would: their content by one length or in chunks without extensions.
 */
public final class RawOrigin implements AutoCloseable {
    /** Answers one request. */
    public interface Script {
        /** @param number of the request, from 1, over all connections */
        void answer(NetSocket socket, int number);
    }

    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");
    private static final Pattern CHUNKED = Pattern.compile("(?i)\r\ntransfer-encoding: chunked\r\n");

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger gone = new AtomicInteger();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> pieces = new CopyOnWriteArrayList<>();
    private final NetServer server;

    public RawOrigin(Script script) {
        server = Async.await(vertx.createNetServer()
                .connectHandler(socket -> {
                    connections.incrementAndGet();
                    socket.closeHandler(closed -> gone.incrementAndGet());
                    StringBuilder received = new StringBuilder();
                    socket.handler(bytes -> {
                        String text = bytes.toString(StandardCharsets.ISO_8859_1);
                        pieces.add(text);
                        received.append(text);
                        for (int end = end(received); end >= 0; end = end(received)) {
                            requests.add(received.substring(0, end));
                            received.delete(0, end);
                            script.answer(socket, requests.size());
                        }
                    });
                })
                .listen(0, "127.0.0.1"));
    }

    /** Where the first request ends, or -1 before all of it has arrived. */
    private static int end(StringBuilder received) {
        int head = received.indexOf(END_OF_HEAD);
        if (head < 0) {
            return -1;
        }
        int content = head + END_OF_HEAD.length();
        String fields = received.substring(0, head + 2);
        Matcher length = LENGTH.matcher(fields);
        if (length.find()) {
            int end = content + Integer.parseInt(length.group(1));
            return received.length() < end ? -1 : end;
        }
        return CHUNKED.matcher(fields).find() ? endOfChunks(received, content) : content;
    }

    private static int endOfChunks(StringBuilder received, int start) {
        int at = start;
        while (true) {
            int line = received.indexOf("\r\n", at);
            int size = line < 0 ? -1 : Integer.parseInt(received.substring(at, line), 16);
            int next = line + 2 + size + 2;
            if (size < 0 || received.length() < next) {
                return -1;
            }
            if (size == 0) {
                return next;
            }
            at = next;
        }
    }

    /** Answers each request with what it makes of it; {@code |} stands for the end of a line. */
    public static RawOrigin answeringEach(UnaryOperator<String> answer) {
        RawOrigin[] self = new RawOrigin[1];
        self[0] = new RawOrigin((socket, number) ->
                socket.write(answer.apply(self[0].requests.get(number - 1)).replace("|", "\r\n")));
        return self[0];
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

    /** Each as it arrived, with its content. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Every byte that arrived, also of what is no request. */
    public String everything() {
        return String.join("", pieces);
    }

    /** Of the connections, those that are closed. */
    public int gone() {
        return gone.get();
    }

    public int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        Async.await(vertx.close(), 10, TimeUnit.SECONDS);
    }
}
