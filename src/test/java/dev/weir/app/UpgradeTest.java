package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawConnection;
import dev.weir.testing.RawOrigin;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that leave HTTP for another protocol (RFC 9110 §7.8, RFC 6455). */
class UpgradeTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final int LARGE = 4 << 20;
    private static final long ALL = 16L * LARGE;
    private static final int MESSAGE = 128 << 10;
    private static final WebSocketClient CLIENT = VERTX.createWebSocketClient();
    private static final NetClient NET = VERTX.createNetClient();
    private static final String ASKING = "GET /chat HTTP/1.1|Host: a|Connection: keep-alive, Upgrade|Upgrade: ";
    private static final String SWITCHED =
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nX-Own: 1\r\n\r\n";

    private final List<Gateway> gateways = new ArrayList<>();

    private Gateway before(URI origin, String rules) {
        Gateway gateway = Gateway.of("""
                listen: { port: 0 }
                admin: { port: 0 }
                redis: { topology: none }
                origins: { o: { servers: [ "%s" ], host: origin, max-concurrent: 2 } }
                routes:
                  - { name: chat, match: { path: /chat/** }, origin: o, cache: { near: on, default-ttl: 1m }, %s }
                  - { name: all, match: { path: /** }, origin: o }
                """.formatted(origin, rules));
        gateways.add(gateway);
        return gateway;
    }

    private Gateway before(URI origin) {
        return before(origin, "upgrade: [ websocket ]");
    }

    @AfterEach
    void stop() {
        gateways.forEach(Gateway::close);
    }

    @AfterAll
    static void stopAll() {
        Async.await(VERTX.close());
    }

    private static ScriptedOrigin echo() {
        return new ScriptedOrigin().alwaysAnswer(UpgradeTest::echo);
    }

    private static void echo(HttpServerRequest request) {
        if (request.getHeader("upgrade") == null) {
            request.response().putHeader("cache-control", "max-age=60").end("plain");
            return;
        }
        request.toWebSocket().onSuccess(socket -> {
            socket.textMessageHandler(text -> socket.writeTextMessage("echo " + text));
            socket.binaryMessageHandler(socket::writeBinaryMessage);
        });
    }

    private static Buffer numbers() {
        Buffer content = Buffer.buffer(LARGE);
        for (int i = 0; i < LARGE / Integer.BYTES; i++) {
            content.appendInt(i);
        }
        return content;
    }

    private WebSocket connect() {
        return Async.await(CLIENT.connect(gateways.getFirst().port(), "127.0.0.1", "/chat"));
    }

    @Test
    void webSocket_echoesBothWays_andIsCountedOnce() {
        try (ScriptedOrigin origin = echo()) {
            Gateway gateway = before(origin.address());
            WebSocket socket = connect();
            Promise<String> text = Promise.promise();
            Buffer echoed = Buffer.buffer();
            Promise<Void> whole = Promise.promise();
            socket.textMessageHandler(text::tryComplete);
            socket.binaryMessageHandler(message -> {
                if (echoed.appendBuffer(message).length() == LARGE) {
                    whole.complete();
                }
            });
            socket.writeTextMessage("hello");
            Buffer large = numbers();
            for (int at = 0; at < LARGE; at += MESSAGE) {
                socket.writeBinaryMessage(large.getBuffer(at, at + MESSAGE));
            }

            assertThat(Async.await(text.future())).isEqualTo("echo hello");
            Async.await(whole.future());
            assertThat(echoed).isEqualTo(large);
            gateway.awaitMeter("weir_tunnels", 1);
            assertThat(gateway.meter("weir_origin_inflight")).isZero();
            Async.await(socket.close());
            gateway.awaitMeter("weir_tunnels", 0);
            assertThat(gateway.samples("weir_requests_seconds_count", "outcome=\"passed\""))
                    .isEqualTo(1);
            assertThat(gateway.meter("weir_requests_seconds_count")).isEqualTo(1);
            assertThat(origin.seen().get(0).headers().get("connection")).isEqualTo("Upgrade");
            assertThat(origin.seen().get(0).headers().get("host"))
                    .isEqualTo(origin.address().getAuthority());
        }
    }

    @Test
    void whoeverCloses_closesBoth() {
        Promise<Short> atOrigin = Promise.promise();
        try (ScriptedOrigin origin = new ScriptedOrigin()) {
            Gateway gateway = before(origin.address());
            origin.thenAnswer(request -> request.toWebSocket()
                    .onSuccess(
                            socket -> socket.closeHandler(closed -> atOrigin.tryComplete(socket.closeStatusCode()))));
            WebSocket first = connect();
            Async.await(first.close((short) 4001, "bye"));
            assertThat(Async.await(atOrigin.future())).isEqualTo((short) 4001);

            origin.thenAnswer(
                    request -> request.toWebSocket().onSuccess(socket -> socket.close((short) 4002, "enough")));
            WebSocket second = connect();
            Async.until(second::isClosed, "the client's side to be closed");
            assertThat(second.closeStatusCode()).isEqualTo((short) 4002);
            gateway.awaitMeter("weir_tunnels", 0);
        }
    }

    @Test
    void everyClientHasItsOwn_whateverIsStored_andBeyondTheOriginsLimit() {
        try (ScriptedOrigin origin = echo()) {
            Gateway gateway = before(origin.address());
            gateway.get("/chat").assertBody("plain");
            gateway.get("/chat").assertBody("plain").assertHit();
            for (int i = 1; i <= 4; i++) {
                connect();
                gateway.awaitMeter("weir_tunnels", i);
            }
            assertThat(origin.count()).isEqualTo(5);
            gateway.get("/chat").assertBody("plain").assertHit();
        }
    }

    @Test
    void refusedUpgrade_isAnOrdinaryResponse() {
        try (ScriptedOrigin origin = new ScriptedOrigin()
                .alwaysAnswer(request -> request.response()
                        .setStatusCode(request.path().equals("/chat") ? 403 : 200)
                        .putHeader("cache-control", "max-age=60")
                        .end("no " + request.path()))) {
            Gateway gateway = before(origin.address());
            try (RawConnection client = new RawConnection(gateway.port())) {
                client.send(ASKING + "websocket||");
                assertThat(client.readUntil("no /chat")).contains(" 403 ").doesNotContain("stored");
                client.send("GET /next HTTP/1.1|Host: a||");
                assertThat(client.readUntil("no /next")).contains(" 200 ");
            }
            gateway.awaitMeter("weir_origin_inflight", 0);
            assertThat(gateway.meter("weir_tunnels")).isZero();
        }
    }

    @Test
    void whatTheRouteDoesNotAllow_isDropped() {
        try (ScriptedOrigin origin = echo()) {
            Gateway gateway = before(origin.address());
            for (String asked : new String[] {
                "GET /other HTTP/1.1|Host: a|Connection: Upgrade|Upgrade: websocket||",
                "GET /chat/b HTTP/1.1|Host: a|Connection: Upgrade|Upgrade: h2c, foo||",
                "GET /chat/c HTTP/1.1|Host: a|Upgrade: websocket||",
                "POST /chat/d HTTP/1.1|Host: a|Connection: Upgrade|Upgrade: websocket|Content-Length: 0||"
            }) {
                try (RawConnection client = new RawConnection(gateway.port())) {
                    assertThat(client.send(asked).readUntil("plain")).contains(" 200 ");
                }
            }
            assertThat(origin.seen()).allMatch(seen -> !seen.headers().contains("upgrade"));
        }
    }

    @Test
    void switchToSomethingElse_isNone() {
        try (RawOrigin origin = RawOrigin.saying("HTTP/1.1 101 Ok|Connection: Upgrade|Upgrade: other||")) {
            Gateway gateway = before(origin.address());
            try (RawConnection client = new RawConnection(gateway.port())) {
                assertThat(client.send(ASKING + "websocket||").readUntil("}\n")).contains(" 502 ");
            }
        }
    }

    @Test
    void bytesRightBehindTheSwitch_arrive() {
        try (RawOrigin origin = new RawOrigin((socket, number) -> {
            socket.handler(bytes -> socket.write(bytes).onSuccess(done -> socket.end()));
            socket.write(SWITCHED + "first");
        })) {
            Gateway gateway = before(origin.address());
            try (RawConnection client = new RawConnection(gateway.port())) {
                String head = client.send(ASKING + "foo, websocket||").readUntil("first");
                assertThat(head)
                        .startsWith("HTTP/1.1 101 ")
                        .containsIgnoringCase("\r\nupgrade: websocket\r\n")
                        .contains("\r\nX-Own: 1\r\n")
                        .endsWith("\r\n\r\nfirst");
                assertThat(head.toLowerCase(Locale.ROOT)).doesNotContain("content-length", "transfer-encoding");
                assertThat(client.send("GET / no HTTP||").readToEnd()).isEqualTo("GET / no HTTP\r\n\r\n");
            }
            gateway.awaitMeter("weir_tunnels", 0);
        }
    }

    @Test
    void sideThatDoesNotRead_stopsTheOther() {
        Promise<NetSocket> reading = Promise.promise();
        AtomicLong taken = new AtomicLong();
        try (RawOrigin origin = new RawOrigin((socket, number) -> {
            socket.pause();
            socket.handler(bytes -> taken.addAndGet(bytes.length()));
            socket.write(SWITCHED);
            reading.tryComplete(socket);
        })) {
            Gateway gateway = before(origin.address());
            AtomicLong sent = new AtomicLong();
            Buffer piece = Buffer.buffer(new byte[LARGE]);
            NetSocket client = Async.await(NET.connect(gateway.port(), "127.0.0.1"));
            Promise<Void> switched = Promise.promise();
            client.handler(head -> switched.tryComplete());
            client.write((ASKING + "websocket||").replace("|", "\r\n"));
            Async.await(switched.future());
            for (int i = 0; i < ALL / LARGE; i++) {
                client.write(piece).onSuccess(done -> sent.addAndGet(LARGE));
            }
            NetSocket stuck = Async.await(reading.future());
            long[] before = {-1};
            Async.until(
                    () -> {
                        long now = sent.get();
                        boolean still = now == before[0];
                        before[0] = now;
                        return still && gateway.meter("weir_tunnels") == 1;
                    },
                    "the client to be held up");
            assertThat(taken.get()).isZero();
            assertThat(sent.get()).isLessThan(ALL);
            stuck.resume();
            Async.until(() -> taken.get() == ALL, "all bytes at the origin");
            client.close();
        }
    }

    @Test
    void silence_endsATunnel() {
        try (ScriptedOrigin origin = echo()) {
            Gateway gateway = before(origin.address(), "upgrade: [ websocket ], stream-idle: 50ms");
            WebSocket socket = connect();
            Async.until(socket::isClosed, "the tunnel to be cut");
            gateway.awaitMeter("weir_tunnels", 0);
        }
    }

    @Test
    void stoppingGateway_cutsTunnels() {
        try (ScriptedOrigin origin = echo()) {
            Gateway gateway = before(origin.address());
            WebSocket socket = connect();
            gateway.awaitMeter("weir_tunnels", 1);
            gateway.close();
            gateways.clear();
            Async.until(socket::isClosed, "the tunnel to be cut");
        }
    }

    @Test
    void options_leadToTheOrigin() {
        WebSocketConnectOptions options = new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setURI("/chat?room=1")
                .addSubProtocol("mqtt");
        try (ScriptedOrigin origin = new ScriptedOrigin()) {
            Gateway gateway = before(origin.address());
            origin.thenAnswer(request -> request.response()
                    .setStatusCode(request.getHeader("sec-websocket-protocol").equals("mqtt") ? 400 : 500)
                    .end(request.uri()));
            Promise<Throwable> refused = Promise.promise();
            CLIENT.connect(options.setPort(gateway.port())).onFailure(refused::tryComplete);
            assertThat(Async.await(refused.future())).hasMessageContaining("400");
        }
    }
}
