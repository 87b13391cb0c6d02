package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.invalidation.Subject;
import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawConnection;
import dev.weir.testing.Received;
import dev.weir.testing.Stage;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests that come while a body is on its way: to them its response is a stored one, fresh or not. */
class LateFollowersTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final Stage stage = new Stage();

    private volatile Instant now = Instant.now();
    private Gateway gateway;

    @SuppressWarnings("NullAway.Init") // by each test
    private HttpServerRequest first;

    @BeforeEach
    void start() {
        gateway = stage.start(
                origin -> Gateway.of(Gateway.settings(origin, REDIS.uri(), Gateway.originOnly()), () -> now));
    }

    /** A client that has the head and half of a body of ten bytes. */
    private RawConnection halfWay(String cacheControl) {
        RawConnection client = new RawConnection(gateway.port());
        client.send("GET /hot HTTP/1.1|Host: a|Connection: close||");
        first = stage.next();
        first.response()
                .putHeader("cache-control", cacheControl)
                .putHeader("content-length", "10")
                .write("first");
        assertThat(client.readUntil("first")).contains("fwd=uri-miss");
        return client;
    }

    private Future<Received> late() {
        return gateway.send("GET", "/hot", "host", "a");
    }

    private void endFirst(RawConnection client) {
        first.response().end(" body");
        assertThat(client.readToEnd()).isEqualTo(" body");
    }

    @Test
    void whileItIsFresh_theyGetIt() {
        try (RawConnection client = halfWay("max-age=60")) {
            now = now.plusSeconds(59);
            Future<Received> answer = late();
            gateway.awaitMeter("weir_flights", 1);
            endFirst(client);
            assertThat(Async.await(answer).assertBody("first body").cacheStatus())
                    .contains("collapsed");
        }
        assertThat(stage.origin().count()).isEqualTo(1);
    }

    @Test
    void onceItIsStale_theyShareTheNext_withoutWaitingForItsEnd() {
        try (RawConnection client = halfWay("max-age=1")) {
            now = now.plusSeconds(2);
            Future<Received> second = late();
            HttpServerRequest next = stage.next();
            Future<Received> third = late();
            gateway.awaitMeter("weir_fills_waiting", 1);
            next.response().putHeader("cache-control", "max-age=60").end("next");

            Async.await(second).assertBody("next").assertForwarded("uri-miss");
            assertThat(Async.await(third).assertBody("next").cacheStatus()).contains("collapsed");
            endFirst(client);
        }
        gateway.awaitMeter("weir_flights", 0);
        assertThat(stage.origin().count()).isEqualTo(2);
        assertThat(gateway.meter("weir_fills_inflight")).isZero();
    }

    @Test
    void staleUse_isAllowedThem_asOfWhatIsStored() {
        try (RawConnection client = halfWay("max-age=1, stale-while-revalidate=60")) {
            now = now.plusSeconds(2);
            Future<Received> answer = late();
            gateway.awaitMeter("weir_flights", 1);
            endFirst(client);
            Async.await(answer).assertBody("first body");
        }
        assertThat(stage.origin().count()).isEqualTo(1);
    }

    @Test
    void afterAPurge_theyShareTheNext_andTheFirstIsNotStored() {
        try (RawConnection client = halfWay("max-age=60")) {
            gateway.purge(new Subject.Uri("http://a/hot"));
            Future<Received> second = late();
            HttpServerRequest next = stage.next();
            Future<Received> third = late();
            gateway.awaitMeter("weir_fills_waiting", 1);
            next.response().putHeader("cache-control", "max-age=60").end("next");
            Async.await(second).assertBody("next");
            Async.await(third).assertBody("next");
            endFirst(client);
        }
        gateway.awaitMeter("weir_fills_inflight", 0);
        Async.await(late()).assertHit().assertBody("next");
        assertThat(stage.origin().count()).isEqualTo(2);
    }
}
