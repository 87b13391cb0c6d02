package dev.weir.fleet;

import dev.weir.testing.Async;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Random;

/** An origin whose every answer says when the request for it arrived, and takes its time after that. */
final class VersionedOrigin implements AutoCloseable {
    private static final int LEAST_MILLIS = 10;
    private static final int MOST_MILLIS = 500;

    private final Vertx vertx = Vertx.vertx();
    private final Random random;
    private final ScriptedOrigin origin = new ScriptedOrigin().alwaysAnswer(this::take);

    VersionedOrigin(long seed) {
        random = new Random(seed);
    }

    URI address() {
        return origin.address();
    }

    int count() {
        return origin.count();
    }

    private void take(HttpServerRequest request) {
        long arrived = System.nanoTime();
        int delay = random.nextInt(LEAST_MILLIS, MOST_MILLIS);
        vertx.setTimer(
                delay,
                due -> request.response()
                        .putHeader("cache-control", "max-age=60, stale-while-revalidate=60, stale-if-error=60")
                        .putHeader(
                                "cache-groups",
                                '"' + Resource.of(request.path()).group() + '"')
                        .end(Long.toString(arrived)));
    }

    @Override
    public void close() {
        origin.close();
        Async.await(vertx.close());
    }
}
