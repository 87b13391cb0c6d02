package dev.weir.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * How the clients of one event loop are sent elsewhere: in HTTP/1.1 by {@code Connection: close} on the next answer, in
 * HTTP/2 by a GOAWAY that lets everything through which is on its way (RFC 9113 §6.8).
 *
 * <p>A connection that is silent may have a request on its way all the same, whose client was told nothing yet. So silent
 * connections are kept for {@link #GRACE} from the start of the departure. On its event loop.
 */
final class Departure {
    /** Longer than a round trip, and than a busy client's pause. */
    static final Duration GRACE = Duration.ofSeconds(1);

    private static final long ROUND_MILLIS = 10;
    private static final int ANY_STREAM = Integer.MAX_VALUE;
    private static final long NO_ERROR = 0;

    private final Answering answering;
    private final Set<HttpConnection> multiplexed = new HashSet<>();

    Departure(Answering answering) {
        this.answering = answering;
    }

    void connected(HttpConnection connection) {
        if (connection.protocolVersion() == HttpVersion.HTTP_2) {
            multiplexed.add(connection);
            connection.closeHandler(closed -> multiplexed.remove(connection));
            if (answering.isDraining()) {
                sendAway(connection);
            }
        }
    }

    /** The library's own shutdown would name the last stream that has arrived, and drop those that are on their way. */
    @SuppressWarnings("deprecation")
    private static void sendAway(HttpConnection connection) {
        connection.goAway(NO_ERROR, ANY_STREAM);
    }

    /** What was told by a field must be done, too (RFC 9112 §9.6). */
    void tell(HttpServerRequest request) {
        request.response()
                .putHeader("connection", "close")
                .bodyEndHandler(written -> request.connection().close());
    }

    /**
     * Completes when nobody is being answered any more, or at the limit.
     *
     * @param nobodyIsConnected on any event loop
     */
    Future<Void> begin(Vertx vertx, Duration limit, BooleanSupplier nobodyIsConnected) {
        answering.drain();
        multiplexed.forEach(Departure::sendAway);
        Promise<Void> over = Promise.promise();
        long graceRounds = Math.min(GRACE.toMillis(), limit.toMillis()) / ROUND_MILLIS;
        long rounds = limit.toMillis() / ROUND_MILLIS;
        vertx.setPeriodic(ROUND_MILLIS, new Rounds(vertx, over, graceRounds, rounds, nobodyIsConnected)::goRound);
        return over.future();
    }

    private final class Rounds {
        private final Vertx vertx;
        private final Promise<Void> over;
        private final long grace;
        private final long limit;
        private final BooleanSupplier nobodyIsConnected;
        private long done;

        Rounds(Vertx vertx, Promise<Void> over, long grace, long limit, BooleanSupplier nobodyIsConnected) {
            this.vertx = vertx;
            this.over = over;
            this.grace = grace;
            this.limit = limit;
            this.nobodyIsConnected = nobodyIsConnected;
        }

        void goRound(long timer) {
            done++;
            boolean isQuiet = answering.requests() == 0 && (done >= grace || nobodyIsConnected.getAsBoolean());
            if (isQuiet || done >= limit) {
                vertx.cancelTimer(timer);
                over.complete();
            }
        }
    }
}
