package dev.weir.fleet;

import static dev.weir.testing.FrameConnection.DATA;
import static dev.weir.testing.FrameConnection.GOAWAY;
import static dev.weir.testing.FrameConnection.HEADERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Async;
import dev.weir.testing.FrameConnection;
import dev.weir.testing.FrameConnection.Frame;
import dev.weir.testing.RawClient;
import dev.weir.testing.RawConnection;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.http.HttpServerRequest;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SIGTERM, as an operator sends it to a gateway in a process of its own. */
class GracefulEndTest {
    private static final int BOUND_SECONDS = 30;
    private static final int CLIENTS = 8;

    private final ScriptedOrigin origin = new ScriptedOrigin();
    private final GatewayProcess gateway = GatewayProcess.start("""
                    listen: { port: 0, shutdown: { limit: 20s } }
                    admin: { port: 0 }
                    event-loops: 2
                    redis: { topology: none }
                    origins: { origin: { servers: [ "%s" ], max-concurrent: 2, queue-timeout: 20s, timeout: 20s } }
                    routes: [ { name: all, match: { path: "/**" }, origin: origin, cache: off } ]
                    """.formatted(origin.address()), Leftovers.MAIN)
            .awaitReady();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger answered = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        gateway.close();
        origin.close();
    }

    /** Asks again and again until it is told to go elsewhere; every request must be answered whole. */
    private int askByHttp11() {
        int asked = 0;
        try (RawConnection client = new RawConnection(gateway.port())) {
            while (true) {
                asked++;
                String head =
                        client.send("GET /" + asked + " HTTP/1.1|Host: a||").readUntil("\r\n\r\n");
                assertThat(head).startsWith("HTTP/1.1 200 ");
                assertThat(client.readUntil("hello")).isEqualTo("hello");
                answered.incrementAndGet();
                if (head.contains("connection: close")) {
                    assertThat(client.readToEnd()).isEmpty();
                    return asked;
                }
            }
        }
    }

    private int askByHttp2() {
        int asked = 0;
        boolean told = false;
        try (FrameConnection client = new FrameConnection(gateway.port())) {
            for (int stream = 1; !told; stream += 2) {
                client.get(stream, "/" + stream);
                asked++;
                Frame frame = client.next();
                for (; frame != null && !(frame.type() == DATA && frame.ends()); frame = client.next()) {
                    told |= frame.type() == GOAWAY;
                    assertThat(frame.type()).isIn(HEADERS, DATA, GOAWAY);
                }
                assertThat(frame).as("an answer").isNotNull();
                answered.incrementAndGet();
            }
            return asked;
        }
    }

    @Test
    void underLoad_everyRequestIsAnswered_andTheEndIsZero() throws Exception {
        List<Future<Integer>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(threads.submit(this::askByHttp11));
            clients.add(threads.submit(this::askByHttp2));
        }
        Async.until(() -> answered.get() > 50 * CLIENTS, "load");
        gateway.terminate();

        int asked = 0;
        for (Future<Integer> client : clients) {
            asked += client.get(BOUND_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(answered).hasValue(asked);
        assertThat(gateway.awaitEnd()).isZero();
    }

    @Test
    void requestsThatWaitForTheOrigin_areAnswered_andNobodyElseComesIn() throws Exception {
        Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
        origin.alwaysAnswer(held::add);
        List<Future<Integer>> waiting = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            waiting.add(threads.submit(this::askByHttp11));
        }
        Async.until(() -> held.size() == 2, "two at the origin, three in the queue");
        gateway.terminate();
        Async.until(this::isShut, "nobody comes in");
        assertThat(RawClient.exchange(
                        gateway.adminPort(),
                        "GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 503 ")
                .contains("draining");
        origin.alwaysAnswer(request -> request.response().end("hello"));
        held.forEach(origin::replay);

        for (Future<Integer> client : waiting) {
            client.get(BOUND_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(gateway.awaitEnd()).isZero();
    }

    private boolean isShut() {
        try {
            new RawConnection(gateway.port()).close();
            return false;
        } catch (UncheckedIOException refused) {
            return true;
        }
    }

    @Test
    void secondSignal_endsAtOnce() {
        origin.alwaysAnswer(request -> {});
        try (RawConnection client = new RawConnection(gateway.port())) {
            client.send("GET /never HTTP/1.1|Host: a||");
            origin.awaitCount(1);
            gateway.terminate();
            Async.until(this::isShut, "nobody comes in");
            gateway.terminate();

            assertThat(gateway.awaitEnd()).isEqualTo(5);
        }
    }
}
