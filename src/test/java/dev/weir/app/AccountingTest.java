package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawClient;
import dev.weir.testing.RawConnection;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every request is counted once, however it ends, and nothing stays under way. */
class AccountingTest {
    private final Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    private ScriptedOrigin origin;
    private Gateway gateway;

    @BeforeEach
    void start() {
        origin = new ScriptedOrigin();
        gateway = Gateway.before(
                origin.address(),
                null,
                List.of(
                        Gateway.route("passed", "/passed", null),
                        Gateway.route("cached", "/cached/**", Gateway.originOnly())));
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    private double counted(String outcome) {
        return gateway.admin("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("weir_requests_seconds_count{"))
                .filter(line -> line.contains("outcome=\"" + outcome + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private RawConnection leaving(String path) {
        return new RawConnection(gateway.port()).send("GET " + path + " HTTP/1.1|Host: a||");
    }

    @Test
    void outcomes_addUp_whoeverLeaves() {
        gateway.get("/passed").assertStatus(200);
        gateway.get("/nowhere").assertStatus(404);
        RawClient.exchange(gateway.port(), "GET / HTTP/1.1\r\nConnection: close\r\n\r\n");

        origin.alwaysAnswer(held::add);
        List<Future<Received>> crowd = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            crowd.add(gateway.send("GET", "/cached/crowd"));
        }
        gateway.awaitMeter("weir_fills_waiting", 9);
        RawConnection beforeTheHead = leaving("/passed");
        RawConnection inTheMiddle = leaving("/cached/middle");
        origin.awaitCount(4);
        beforeTheHead.abort();
        held.forEach(request -> {
            if (request.path().equals("/cached/middle")) {
                request.response()
                        .setChunked(true)
                        .putHeader("cache-control", "max-age=60")
                        .write("half");
            } else if (request.path().equals("/cached/crowd")) {
                request.response().putHeader("cache-control", "max-age=60").end("all");
            }
        });
        inTheMiddle.readUntil("half");
        inTheMiddle.abort();
        gateway.awaitMeter("weir_requests_seconds_count", 15);
        held.stream()
                .filter(request -> request.path().equals("/cached/middle"))
                .forEach(request -> request.response().end());
        crowd.forEach(answer -> Async.await(answer).assertBody("all"));
        origin.close();
        gateway.get("/cached/gone").assertStatus(502);

        gateway.awaitMeter("weir_requests_seconds_count", 16);
        assertThat(counted("passed")).isEqualTo(1);
        assertThat(counted("refused")).isEqualTo(2);
        assertThat(counted("forwarded")).isEqualTo(1);
        assertThat(counted("collapsed")).isEqualTo(9);
        assertThat(counted("abandoned")).isEqualTo(2);
        assertThat(counted("failed")).isEqualTo(1);
        for (String gauge : List.of("weir_flights", "weir_fills_waiting", "weir_fills_inflight")) {
            gateway.awaitMeter(gauge, 0);
        }
        gateway.awaitMeter("weir_origin_inflight", 0);
    }
}
