package dev.weir.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Async;
import dev.weir.testing.EventStream;
import dev.weir.testing.RawConnection;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventsEndpointTest {
    private static final long PERIOD_MILLIS = 20;

    /** More megabytes than sockets hold. */
    private static final int MOST_UNREAD = 30;

    private final Vertx vertx = Vertx.vertx();
    private final FixedOperations operations = new FixedOperations();
    private int port;

    @BeforeEach
    void start() {
        Router router = Router.router(vertx);
        Endpoint.get("/v1/events", "events", new EventsEndpoint(vertx, operations, PERIOD_MILLIS))
                .addTo(router);
        HttpServer server =
                Async.await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
        port = server.actualPort();
    }

    @AfterEach
    void close() {
        Async.await(vertx.close());
    }

    @Test
    void listeners_areSentTheSameSnapshots() throws Exception {
        try (EventStream one = new EventStream(port, "/v1/events");
                EventStream other = new EventStream(port, "/v1/events")) {
            assertThat(one.response().headers().firstValue("content-type")).hasValue("text/event-stream");
            String first = other.next().getString("at");
            while (!one.next().getString("at").equals(first)) {
                assertThat(operations.samplings).hasValue(1);
            }
            assertThat(one.next()).isEqualTo(other.next());
        }
    }

    @Test
    void whenTheLastHasGone_noneIsTaken_untilAnotherComes() throws Exception {
        new EventStream(port, "/v1/events").close();
        Async.until(this::hasRested, "no snapshot for nobody");

        try (EventStream again = new EventStream(port, "/v1/events")) {
            again.next();
            assertThat(operations.samplings).hasValue(2);
        }
    }

    /** Asked on the admin plane's own loop, where a later period would have been seen. */
    private boolean hasRested() {
        int before = operations.snapshots.get();
        Async.await(vertx.timer(3 * PERIOD_MILLIS));
        return operations.snapshots.get() == before;
    }

    @Test
    void oneMoreThanAllowed_isRefused_andTheOthersGoOn() throws Exception {
        List<EventStream> listeners = new ArrayList<>();
        for (int i = 0; i < EventsEndpoint.MOST_LISTENERS; i++) {
            listeners.add(new EventStream(port, "/v1/events"));
        }

        try (EventStream refused = new EventStream(port, "/v1/events")) {
            assertThat(refused.response().statusCode()).isEqualTo(503);
            assertThat(refused.response().headers().firstValue("content-type")).hasValue("application/problem+json");
        }
        assertThat(listeners).allSatisfy(listener -> assertThat(listener.next()).isNotEmpty());
        listeners.forEach(EventStream::close);
    }

    @Test
    void whoDoesNotRead_isCutOff_andWhoReadsGoesOn() throws Exception {
        operations.hotKey = "k".repeat(1 << 20);
        try (EventStream reading = new EventStream(port, "/v1/events");
                RawConnection deaf = new RawConnection(port)) {
            deaf.send("GET /v1/events HTTP/1.1|Host: localhost||");
            for (int i = 0; i < MOST_UNREAD; i++) {
                reading.next();
            }
            assertThat(deaf.readAtMost(MOST_UNREAD << 20).length).isLessThan(MOST_UNREAD << 20);
            assertThat(reading.next().getString("node")).isEqualTo("n1");
        }
    }

    @Test
    void head_hasTheFieldsAlone() throws Exception {
        try (RawConnection head = new RawConnection(port)) {
            head.send("HEAD /v1/events HTTP/1.1|Host: localhost|Connection: close||");

            assertThat(head.readToEnd()).startsWith("HTTP/1.1 200 ").endsWith("\r\n\r\n");
        }
        assertThat(operations.samplings).hasValue(0);
    }
}
