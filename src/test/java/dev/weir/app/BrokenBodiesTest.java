package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawConnection;
import dev.weir.testing.Received;
import dev.weir.testing.Stage;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bodies that the origin breaks off, and clients that do not stay for theirs. */
class BrokenBodiesTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final int CLIENTS = 20;

    @RegisterExtension
    final Stage stage = new Stage();

    private Gateway gateway;

    @BeforeEach
    void start() {
        gateway = stage.start(origin -> Gateway.before(origin, REDIS.uri(), Gateway.originOnly()));
    }

    private List<Future<Received>> crowd() {
        List<Future<Received>> answers = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            answers.add(gateway.send("GET", "/k", "host", "a"));
        }
        stage.origin().awaitCount(1);
        gateway.awaitMeter("weir_fills_waiting", CLIENTS - 1);
        return answers;
    }

    private static void head(HttpServerRequest request) {
        request.response()
                .putHeader("cache-control", "max-age=60")
                .putHeader("content-length", "10")
                .writeHead();
    }

    /** The head has reached the gateway once a client of the range behind the first byte has been admitted. */
    private void breakOffAfterTheHead(HttpServerRequest request) {
        head(request);
        gateway.awaitMeter("weir_fills_waiting", 0);
        request.response().reset();
    }

    @Test
    void beforeTheFirstByte_allTryAgain_together_once() {
        List<Future<Received>> answers = crowd();
        breakOffAfterTheHead(stage.next());
        HttpServerRequest second = stage.next();
        gateway.awaitMeter("weir_fills_waiting", CLIENTS - 1);
        second.response().putHeader("cache-control", "max-age=60").end("second");

        answers.forEach(each -> Async.await(each).assertStatus(200).assertBody("second"));
        assertThat(stage.origin().count()).isEqualTo(2);
    }

    @Test
    void whatBreaksOffTwice_isABadGateway_andNotStored() {
        List<Future<Received>> answers = crowd();
        breakOffAfterTheHead(stage.next());
        HttpServerRequest second = stage.next();
        gateway.awaitMeter("weir_fills_waiting", CLIENTS - 1);
        breakOffAfterTheHead(second);

        answers.forEach(each -> Async.await(each).assertStatus(502));
        assertThat(stage.origin().count()).isEqualTo(2);
        gateway.awaitMeter("weir_flights", 0);
        assertThat(REDIS.cli("KEYS", "weir:test:*")).doesNotContain("weir:");
    }

    @Test
    void afterTheFirstByte_theConnectionsBreak() {
        try (RawConnection client = new RawConnection(gateway.port())) {
            client.send("GET /k HTTP/1.1|Host: a||");
            HttpServerRequest request = stage.next();
            head(request);
            request.response().write("half ");
            assertThat(client.readUntil("half ")).contains("200 OK");
            request.response().reset();
            assertThat(client.readToEnd()).isEmpty();
        }
        gateway.awaitMeter("weir_flights", 0);
        assertThat(stage.origin().count()).isEqualTo(1);
        assertThat(REDIS.cli("KEYS", "weir:test:*")).doesNotContain("weir:");
    }

    @Test
    void rangeBehindWhatArrived_wasNotBegun_either() {
        Future<Received> range = gateway.send("GET", "/k", "host", "a", "range", "bytes=8-9");
        HttpServerRequest first = stage.next();
        try (RawConnection whole = new RawConnection(gateway.port())) {
            whole.send("GET /k HTTP/1.1|Host: a||");
            gateway.awaitMeter("weir_fills_waiting", 1);
            head(first);
            first.response().write("half ");
            whole.readUntil("half ");
            first.response().reset();
        }
        HttpServerRequest second = stage.next();
        head(second);
        second.response().end("0123456789");
        Async.await(range).assertStatus(206).assertBody("89");
    }

    @Test
    void hangingBetweenHeadAndBody_isAnsweredWithinTheLimit() {
        gateway = stage.start(origin ->
                Gateway.before(origin, REDIS.uri(), Gateway.waiting(Gateway.originOnly(), Duration.ofMillis(400))));
        List<Future<Received>> answers = crowd();
        head(stage.next());
        answers.forEach(each -> Async.await(each).assertStatus(504));
        assertThat(stage.origin().count()).isEqualTo(1);
    }

    @Test
    void leaderThatLeaves_endsNothing() {
        try (RawConnection leader = new RawConnection(gateway.port())) {
            leader.send("GET /k HTTP/1.1|Host: a||");
            HttpServerRequest request = stage.next();
            Future<Received> follower = gateway.send("GET", "/k", "host", "a");
            gateway.awaitMeter("weir_fills_waiting", 1);
            leader.abort();
            head(request);
            request.response().end("0123456789");
            Async.await(follower).assertBody("0123456789");
        }
        gateway.awaitMeter("weir_flights", 0);
        gateway.get("/k", "host", "a").assertHit();
    }

    @Test
    void whatMayBeStored_isFetchedToItsEnd_forNobody() {
        try (RawConnection only = new RawConnection(gateway.port())) {
            only.send("GET /k HTTP/1.1|Host: a||");
            HttpServerRequest request = stage.next();
            head(request);
            request.response().write("01234");
            only.readUntil("01234");
            only.abort();
            gateway.awaitMeter("weir_requests_seconds_count", 1);
            request.response().end("56789");
        }
        gateway.awaitMeter("weir_flights", 0);
        gateway.get("/k", "host", "a").assertHit().assertBody("0123456789");
    }

    @Test
    void whatMayNot_isCancelled_onceNobodyReads() {
        gateway = stage.start(origin -> Gateway.before(origin, REDIS.uri(), Gateway.upTo(Gateway.originOnly(), 5)));
        try (RawConnection only = new RawConnection(gateway.port())) {
            only.send("GET /k HTTP/1.1|Host: a||");
            HttpServerRequest request = stage.next();
            head(request);
            request.response().write("01234");
            only.readUntil("01234");
            List<String> told = new ArrayList<>();
            request.response().exceptionHandler(gone -> told.add("cancelled"));
            request.connection().closeHandler(gone -> told.add("cancelled"));
            only.abort();
            Async.until(() -> !told.isEmpty(), "the origin is told");
        }
    }
}
