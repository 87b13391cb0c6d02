package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.Body;
import dev.weir.message.Fence;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.TargetUri;
import dev.weir.origin.Asking;
import dev.weir.origin.Origin;
import dev.weir.origin.OriginObserver;
import dev.weir.origin.OriginResponse;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Origins whose settings stay the same stay open; the others are closed when nobody asks them any more. */
class OpenOriginsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final ScriptedOrigin origin = new ScriptedOrigin().alwaysAnswer(this::hold);
    private final OpenOrigins opener = new OpenOrigins(
            vertx,
            settings -> new Origin(vertx, settings, OriginObserver.NONE, System::nanoTime, "test"),
            Duration.ofMillis(1));

    private void hold(HttpServerRequest request) {
        open.incrementAndGet();
        request.connection().closeHandler(closed -> open.decrementAndGet());
        held.add(request);
    }

    @AfterEach
    void close() {
        Async.await(vertx.close());
        origin.close();
    }

    private OpenOrigins.Opened open(URI server, OpenOrigins.Opened before) {
        return Async.await(opener.open(Gateway.settings(server, null, Gateway.originOnly()), before));
    }

    private static Origin only(OpenOrigins.Opened opened) {
        return opened.origins().values().iterator().next();
    }

    private static Future<OriginResponse> ask(Origin asked) {
        TargetUri target = new TargetUri("http", "shop", "/", null);
        RequestHead request = new RequestHead("GET", target, FieldLines.EMPTY, "1.1", Fence.START);
        return asked.send(new Asking(request, Body.Empty.INSTANCE, null)).onSuccess(OpenOriginsTest::readWhole);
    }

    @Test
    void theSameSettings_areTheSameOrigin() {
        OpenOrigins.Opened first = open(origin.address(), OpenOrigins.Opened.NONE);
        OpenOrigins.Opened second = open(origin.address(), first);
        assertThat(only(second)).isSameAs(only(first));
        opener.retire(first, second);
    }

    @Test
    void whatIsNoMore_isClosedAfterItsLastAnswer() {
        OpenOrigins.Opened first = open(origin.address(), OpenOrigins.Opened.NONE);
        OpenOrigins.Opened second = open(URI.create("http://127.0.0.1:1"), first);
        assertThat(only(second)).isNotSameAs(only(first));
        Future<OriginResponse> begun = ask(only(first));
        Async.until(() -> !held.isEmpty(), "a request at the origin");
        opener.retire(first, second);
        Future<OriginResponse> late = ask(only(first));
        Async.until(() -> held.size() == 2, "another, which began before it was no more");
        release();
        assertThat(Async.await(begun).head().status()).isEqualTo(200);
        assertThat(Async.await(late).head().status()).isEqualTo(200);
        Async.until(() -> open.get() == 0, "its connections are closed");
    }

    /** So that its connection is kept for the next request. */
    private static void readWhole(OriginResponse response) {
        if (response.body() instanceof Body.Arriving arriving) {
            arriving.stream().handler(piece -> {}).resume();
        }
    }

    private void release() {
        for (HttpServerRequest request = held.poll(); request != null; request = held.poll()) {
            request.response().end();
        }
    }
}
