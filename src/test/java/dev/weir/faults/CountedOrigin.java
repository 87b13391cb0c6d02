package dev.weir.faults;

import dev.weir.testing.Async;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An origin that takes its time, and counts how many ask at once. */
final class CountedOrigin implements AutoCloseable {
    private static final int LATENCY_MILLIS = 50;

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger total = new AtomicInteger();
    private volatile @Nullable SteadyLoad load;

    CountedOrigin() {
        server = Async.await(
                vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
    }

    private void answer(HttpServerRequest request) {
        most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        total.incrementAndGet();
        SteadyLoad counting = load;
        if (counting != null) {
            counting.now().origin.incrementAndGet();
        }
        vertx.setTimer(LATENCY_MILLIS, late -> {
            inFlight.decrementAndGet();
            request.response().putHeader("cache-control", "max-age=60").end(request.path());
        });
    }

    void countsFor(SteadyLoad counting) {
        load = counting;
    }

    int total() {
        return total.get();
    }

    int mostAtOnce() {
        return most.get();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    @Override
    public void close() {
        Async.await(vertx.close());
    }
}
