package dev.weir.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.Body;
import dev.weir.message.Fence;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.TargetUri;
import dev.weir.testing.Async;
import dev.weir.testing.RawOrigin;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request that must not arrive twice stays away from connections that may be closed while it is on its way. */
class IdleConnectionTest {
    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong now = new AtomicLong();
    private final RawOrigin server = RawOrigin.saying("HTTP/1.1 200 OK|Content-Length: 0||");
    private final Origin origin = new Origin(
            vertx,
            new OriginSettings("origin", server.address(), Duration.ofSeconds(5), 10),
            OriginObserver.NONE,
            now::get,
            "weir");

    @AfterEach
    void stop() {
        Async.await(vertx.close());
        server.close();
    }

    private void send(String method) {
        TargetUri target = new TargetUri("http", "shop.example", "/", null);
        RequestHead head = new RequestHead(method, target, FieldLines.EMPTY, "1.1", Fence.START);
        OriginResponse response = Async.await(origin.send(new Asking(head, Body.Empty.INSTANCE, null)));
        if (response.body() instanceof Body.Arriving arriving) {
            arriving.stream().resume();
        }
        Async.until(() -> origin.inFlight() == 0, "the end of the answer");
    }

    @Test
    void unsafeRequest_takesAConnectionOfItsOwn_afterAWhile() {
        send("GET");
        send("POST");
        assertThat(server.connections()).isEqualTo(1);
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        send("POST");
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void safeRequest_doesNot() {
        send("GET");
        now.addAndGet(Duration.ofSeconds(2).toNanos());
        send("GET");
        assertThat(server.connections()).isEqualTo(1);
    }
}
