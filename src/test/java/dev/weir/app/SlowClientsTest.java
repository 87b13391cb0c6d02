package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawConnection;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One body longer than what is stored, for twenty that read it and one that does not (RFC 9110 §13.1.5). */
class SlowClientsTest {
    private static final int READERS = 20;
    private static final int PIECE = 64 << 10;

    /** More than the socket buffers between gateway and client take, and what the gateway bears. */
    private static final int LENGTH = 32 << 20;

    /** The origin waits for those that read, so that none of them is slow for want of a processor. */
    private static final int AHEAD = 512 << 10;

    private final Vertx vertx = Vertx.vertx();
    private final Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    private ScriptedOrigin origin;
    private Gateway gateway;

    @BeforeEach
    void start() {
        origin = new ScriptedOrigin().alwaysAnswer(held::add);
        gateway = Gateway.before(origin.address(), null, Gateway.originOnly());
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
        Async.await(vertx.close());
    }

    /** Each byte tells its place, so that none can be missing, twice or another's. */
    private static Buffer bytes(long from, long to) {
        byte[] piece = new byte[(int) (to - from)];
        for (int i = 0; i < piece.length; i++) {
            long at = from + i;
            piece[i] = (byte) (at ^ (at >> 8) ^ (at >> 16));
        }
        return Buffer.buffer(piece);
    }

    /** A client that takes what comes. */
    private static final class Reader {
        private final Promise<Long> whole = Promise.promise();
        private final AtomicLong taken = new AtomicLong();

        void read(HttpClientResponse response) {
            response.handler(this::take);
            response.endHandler(end -> whole.tryComplete(taken.get()));
            response.exceptionHandler(whole::tryFail);
        }

        private void take(Buffer piece) {
            long from = taken.getAndAdd(piece.length());
            if (!piece.equals(bytes(from, from + piece.length()))) {
                whole.tryFail("wrong bytes in a piece at " + from);
            }
        }
    }

    private Reader reader() {
        Reader reader = new Reader();
        gateway.client()
                .request(HttpMethod.GET, gateway.port(), "127.0.0.1", "/film")
                .compose(request -> request.putHeader("host", "a").send())
                .onSuccess(reader::read)
                .onFailure(reader.whole::tryFail);
        return reader;
    }

    private static HttpServerResponse begin(HttpServerRequest request, boolean announced, String etag) {
        HttpServerResponse response =
                request.response().putHeader("cache-control", "max-age=60").putHeader("etag", etag);
        String range = request.getHeader("range");
        long from = range == null ? 0 : Long.parseLong(range.substring("bytes=".length(), range.length() - 1));
        if (range != null) {
            response.setStatusCode(206).putHeader("content-range", "bytes " + from + "-" + (LENGTH - 1) + "/" + LENGTH);
        }
        return announced
                ? response.putHeader("content-length", Long.toString(LENGTH - from))
                : response.setChunked(true);
    }

    private void write(HttpServerResponse response, long from, List<Reader> readers) {
        if (from >= LENGTH) {
            response.end();
            return;
        }
        long to = Math.min(from + PIECE, LENGTH);
        response.write(bytes(from, to)).onSuccess(sent -> goOn(response, to, readers));
    }

    private void goOn(HttpServerResponse response, long at, List<Reader> readers) {
        if (readers.stream().allMatch(reader -> reader.taken.get() >= at - AHEAD)) {
            write(response, at, readers);
        } else {
            vertx.setTimer(1, later -> goOn(response, at, readers));
        }
    }

    private void serveRest(HttpServerRequest request, String etag) {
        HttpServerResponse response = begin(request, true, etag);
        write(response, LENGTH - Long.parseLong(response.headers().get("content-length")), List.of());
    }

    /** All board before the head; then those that read have all of it while one client reads nothing. */
    private void outpace(RawConnection slow, boolean announced) {
        List<Reader> readers =
                IntStream.range(0, READERS).mapToObj(i -> reader()).toList();
        slow.send("GET /film HTTP/1.1|Host: a|Connection: close||");
        origin.awaitCount(1);
        gateway.awaitMeter("weir_fills_waiting", READERS);
        write(begin(held.remove(), announced, "\"v1\""), 0, readers);
        readers.forEach(reader -> assertThat(Async.await(reader.whole.future())).isEqualTo(LENGTH));
    }

    private static void assertWhole(Buffer content) {
        assertThat(content.length()).isEqualTo(LENGTH);
        for (int at = 0; at < LENGTH; at += PIECE) {
            assertThat(content.slice(at, at + PIECE)).isEqualTo(bytes(at, at + PIECE));
        }
    }

    private static Buffer unchunked(Buffer chunks) {
        Buffer content = Buffer.buffer();
        int at = 0;
        while (at < chunks.length()) {
            int end = at;
            while (chunks.getByte(end) != '\r') {
                end++;
            }
            int size = Integer.parseInt(chunks.getString(at, end), 16);
            content.appendBuffer(chunks, end + 2, size);
            at = end + 2 + size + 2;
        }
        return content;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void slowClient_leaves_andGoesOnExactlyWhereItStood(boolean announced) {
        origin.alwaysAnswer(request -> {
            if (request.getHeader("range") == null) {
                held.add(request);
            } else {
                serveRest(request, "\"v1\"");
            }
        });
        try (RawConnection slow = new RawConnection(gateway.port())) {
            outpace(slow, announced);
            slow.readUntil("\r\n\r\n");
            assertWhole(announced ? slow.readBytes() : unchunked(slow.readBytes()));
        }
        assertThat(gateway.admin("/metrics").body())
                .contains("weir_fills_left_total{outcome=\"behind\"} 1.0")
                .contains("weir_fills_left_total{outcome=\"continued\"} 1.0");
        assertThat(origin.seen()).hasSize(2).last().satisfies(rest -> {
            assertThat(rest.headers().get("range")).matches("bytes=[1-9]\\d*-");
            assertThat(rest.headers().get("if-range")).isEqualTo("\"v1\"");
        });
    }

    @Test
    void anotherVersion_isNeverJoined() {
        origin.alwaysAnswer(request -> {
            if (request.getHeader("range") == null) {
                held.add(request);
            } else {
                serveRest(request, "\"v2\"");
            }
        });
        try (RawConnection slow = new RawConnection(gateway.port())) {
            outpace(slow, true);
            slow.readUntil("\r\n\r\n");
            assertThat(slow.readBytes().length()).isLessThan(LENGTH);
        }
        assertThat(gateway.admin("/metrics").body()).contains("weir_fills_left_total{outcome=\"broken\"} 1.0");
    }
}
