package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawConnection;
import dev.weir.testing.Stage;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Server-sent events: each event when it happens, to its own client, for as long as both want. */
class EventStreamTest {
    private static final String ASKING = "GET /events HTTP/1.1|Host: a||";

    private static final Vertx TIMERS = Vertx.vertx();

    @AfterAll
    static void stop() {
        Async.await(TIMERS.close());
    }

    @RegisterExtension
    final Stage stage = new Stage();

    private Gateway gateway(String rules) {
        return stage.start(origin -> Gateway.of("""
                listen: { port: 0 }
                admin: { port: 0 }
                redis: { topology: none }
                origins: { o: { servers: [ "%s" ], timeout: 400ms } }
                routes: [ { name: all, match: { path: /** }, origin: o, %s } ]
                """.formatted(origin, rules)));
    }

    private static void begin(HttpServerRequest request, String control) {
        request.response()
                .putHeader("content-type", "text/event-stream;charset=utf-8")
                .putHeader("cache-control", control)
                .setChunked(true)
                .writeHead();
    }

    @Test
    void head_eachEvent_andTheEnd_comeAtOnce() {
        Gateway gateway = gateway("cache: { default-ttl: 1h, fixed-ttl: 1h, max-wait: 400ms }");
        try (RawConnection client = new RawConnection(gateway.port())) {
            client.send(ASKING);
            HttpServerRequest request = stage.next();
            begin(request, "no-transform");
            assertThat(client.readUntil("\r\n\r\n"))
                    .contains(" 200 ", "text/event-stream")
                    .doesNotContain("stored");
            request.response().write("data: 1\n\n");
            assertThat(client.readUntil("data: 1\n\n")).endsWith("data: 1\n\n");
            request.response().write("data: 2\n\n");
            assertThat(client.readUntil("data: 2\n\n")).endsWith("data: 2\n\n");
            request.response().end();
            assertThat(client.readUntil("0\r\n\r\n")).endsWith("0\r\n\r\n");
        }
    }

    @Test
    void everyClientHasItsOwn() {
        Gateway gateway = gateway("cache: { default-ttl: 1h, fixed-ttl: 1h }");
        try (RawConnection first = new RawConnection(gateway.port());
                RawConnection second = new RawConnection(gateway.port())) {
            first.send(ASKING);
            HttpServerRequest one = stage.next();
            begin(one, "no-transform");
            first.readUntil("\r\n\r\n");
            second.send(ASKING);
            HttpServerRequest other = stage.next();
            begin(other, "no-transform");
            one.response().write("to one");
            other.response().write("to other");
            assertThat(first.readUntil("to one")).endsWith("to one");
            assertThat(second.readUntil("to other")).endsWith("to other").doesNotContain("to one");
        }
    }

    @Test
    void originMaySayThatItIsStored() {
        Gateway gateway = gateway("cache: on");
        stage.origin().alwaysAnswer(request -> {
            begin(request, "max-age=60");
            request.response().end("data: all\n\n");
        });
        gateway.get("/events").assertBody("data: all\n\n");
        gateway.get("/events").assertBody("data: all\n\n").assertHit();
    }

    @Test
    void silence_isEndedByTheStreamsLimit_notByTheOriginsTimeout() {
        Gateway gateway = gateway("cache: on, stream-idle: 1500ms");
        try (RawConnection client = new RawConnection(gateway.port())) {
            client.send(ASKING);
            HttpServerRequest request = stage.next();
            begin(request, "no-store");
            client.readUntil("\r\n\r\n");
            TIMERS.setTimer(
                    800, longerThanTheOriginMayTake -> request.response().write("data: late"));
            assertThat(client.readToEnd()).contains("data: late").doesNotContain("0\r\n\r\n");
        }
    }

    @Test
    void clientThatLeaves_endsTheOriginsRequest() {
        Gateway gateway = gateway("cache: on");
        Promise<Void> ended = Promise.promise();
        try (RawConnection client = new RawConnection(gateway.port())) {
            client.send(ASKING);
            HttpServerRequest request = stage.next();
            request.response().closeHandler(ended::tryComplete);
            begin(request, "no-store");
            client.readUntil("\r\n\r\n");
            client.abort();
        }
        Async.await(ended.future());
        gateway.awaitMeter("weir_origin_inflight", 0);
    }
}
