package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawConnection;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests that come while a body is on its way: to them its response is a stored one, fresh or not. */
class LateFollowersTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private final Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    private volatile Instant now = Instant.now();
    private ScriptedOrigin origin;
    private Gateway gateway;

    @BeforeEach
    void start() {
        REDIS.cli("FLUSHALL");
        origin = new ScriptedOrigin().alwaysAnswer(held::add);
        gateway = Gateway.of(Gateway.settings(origin.address(), REDIS.uri(), Gateway.originOnly()), () -> now);
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    /** A client that has the head and half of a body of ten bytes. */
    private RawConnection halfWay(String cacheControl) {
        RawConnection client = new RawConnection(gateway.port());
        client.send("GET /hot HTTP/1.1|Host: a|Connection: close||");
        origin.awaitCount(1);
        held.element()
                .response()
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
        held.remove().response().end(" body");
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
        assertThat(origin.count()).isEqualTo(1);
    }

    @Test
    void onceItIsStale_theyShareTheNext_withoutWaitingForItsEnd() {
        try (RawConnection client = halfWay("max-age=1")) {
            now = now.plusSeconds(2);
            Future<Received> second = late();
            origin.awaitCount(2);
            Future<Received> third = late();
            gateway.awaitMeter("weir_fills_waiting", 1);
            HttpServerRequest first = held.remove();
            held.remove().response().putHeader("cache-control", "max-age=60").end("next");

            Async.await(second).assertBody("next").assertForwarded("uri-miss");
            assertThat(Async.await(third).assertBody("next").cacheStatus()).contains("collapsed");
            held.add(first);
            endFirst(client);
        }
        gateway.awaitMeter("weir_flights", 0);
        assertThat(origin.count()).isEqualTo(2);
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
        assertThat(origin.count()).isEqualTo(1);
    }
}
