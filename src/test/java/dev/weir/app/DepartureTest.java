package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawConnection;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that go away before they have their answer. */
class DepartureTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final String REQUEST = "GET /hot HTTP/1.1|Host: 127.0.0.1||";

    private ScriptedOrigin origin;
    private Gateway gateway;

    @BeforeEach
    void start() {
        origin = new ScriptedOrigin();
        gateway = Gateway.before(
                origin.address(),
                REDIS.uri(),
                List.of(
                        Gateway.route("passed", "/passed/**", null),
                        Gateway.route("cached", "/**", Gateway.originOnly())));
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    /** One authority for all, so that all ask for the same resource. */
    private Future<Received> follow() {
        return gateway.send("GET", "/hot", "host", "127.0.0.1");
    }

    private HttpServerRequest asked(Promise<HttpServerRequest> promise) {
        return Async.await(promise.future());
    }

    private Promise<HttpServerRequest> holdOrigin() {
        Promise<HttpServerRequest> asked = Promise.promise();
        origin.alwaysAnswer(asked::tryComplete);
        return asked;
    }

    private static void beginAnswer(HttpServerRequest request) {
        request.response()
                .putHeader("cache-control", "max-age=60")
                .setChunked(true)
                .write("first half, ");
    }

    private void assertStored(String body) {
        gateway.awaitMeter("weir_flights", 0);
        Async.await(follow()).assertHit().assertBody(body);
        assertThat(origin.count()).isEqualTo(1);
    }

    @Test
    void leaderThatLeaves_beforeTheHead_endsNoFill() {
        Promise<HttpServerRequest> asked = holdOrigin();
        List<Future<Received>> others = new ArrayList<>();
        try (RawConnection leader = new RawConnection(gateway.port())) {
            leader.send(REQUEST);
            asked(asked);
            for (int i = 0; i < 20; i++) {
                others.add(follow());
            }
            gateway.awaitMeter("weir_fills_waiting", 20);
            leader.abort();
        }
        beginAnswer(asked(asked));
        asked(asked).response().end("second half");

        others.forEach(other -> Async.await(other).assertStatus(200).assertBody("first half, second half"));
        assertStored("first half, second half");
        gateway.awaitMeter("weir_requests_seconds_count", 22);
    }

    @Test
    void clientsThatLeave_inTheMiddle_takeNothingFromTheOthers() {
        Promise<HttpServerRequest> asked = holdOrigin();
        RawConnection leader = new RawConnection(gateway.port()).send(REQUEST);
        asked(asked);
        RawConnection follower = new RawConnection(gateway.port()).send(REQUEST);
        Future<Received> other = follow();
        gateway.awaitMeter("weir_fills_waiting", 2);
        beginAnswer(asked(asked));
        leader.readUntil("first half, ");
        follower.readUntil("first half, ");
        leader.abort();
        follower.abort();
        gateway.awaitMeter("weir_requests_seconds_count", 2);

        asked(asked).response().end("second half");
        Async.await(other).assertBody("first half, second half");
        assertStored("first half, second half");
    }

    @Test
    void allLeave_andTheResponseIsStoredAllTheSame() {
        Promise<HttpServerRequest> asked = holdOrigin();
        List<RawConnection> clients = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            clients.add(new RawConnection(gateway.port()).send(REQUEST));
        }
        gateway.awaitMeter("weir_fills_waiting", 4);
        beginAnswer(asked(asked));
        clients.forEach(client -> client.readUntil("first half, "));
        clients.forEach(RawConnection::abort);
        gateway.awaitMeter("weir_requests_seconds_count", 5);
        asked(asked).response().end("second half");

        assertStored("first half, second half");
    }

    @Test
    void passedRequest_ofAClientThatLeft_isNoLongerAskedOfTheOrigin() {
        Promise<Void> dropped = Promise.promise();
        origin.thenAnswer(request -> request.response().closeHandler(gone -> dropped.complete()));
        RawConnection client = new RawConnection(gateway.port());
        client.send("GET /passed/x HTTP/1.1|Host: a||");
        origin.awaitCount(1);
        client.abort();

        Async.await(dropped.future());
        gateway.awaitMeter("weir_origin_inflight", 0);
        gateway.awaitMeter("weir_requests_seconds_count", 1);
        assertThat(gateway.admin("/metrics").body()).contains("outcome=\"abandoned\"");
    }

    @Test
    void passedContent_thatNobodyReads_isNoLongerTakenFromTheOrigin() {
        Promise<Void> dropped = Promise.promise();
        origin.thenAnswer(request -> {
            request.response().closeHandler(gone -> dropped.complete());
            beginAnswer(request);
        });
        RawConnection client = new RawConnection(gateway.port());
        client.send("GET /passed/x HTTP/1.1|Host: a||").readUntil("first half, ");
        client.abort();

        Async.await(dropped.future());
        gateway.awaitMeter("weir_requests_seconds_count", 1);
    }
}
