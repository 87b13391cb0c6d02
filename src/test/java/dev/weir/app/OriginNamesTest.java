package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.NameServer;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers that are named: their addresses are followed, however long the answers' own lifetime is. */
class OriginNamesTest {
    private final ScriptedOrigin first = new ScriptedOrigin();
    private final NameServer names = new NameServer("127.0.0.1");

    @SuppressWarnings("NullAway.Init") // by each test
    private Gateway gateway;

    @AfterEach
    void stop() {
        gateway.close();
        names.close();
        first.close();
    }

    private void start() {
        gateway = Gateway.of("""
                listen: { port: 0 }
                admin: { port: 0 }
                redis: { topology: none }
                origins:
                  origin:
                    servers: [ "http://origin.example:%d" ]
                    dns: { refresh: 20ms, servers: [ "%s" ] }
                routes: [ { name: all, match: { path: /** }, origin: origin, cache: off } ]
                """.formatted(first.address().getPort(), names.address()));
    }

    /** The same port at another address of this machine, where it has one. */
    private ScriptedOrigin second() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
            assumeTrue(socket.isBound());
        } catch (IOException none) {
            assumeTrue(false, "a second loopback address");
        }
        return new ScriptedOrigin(
                new HttpServerOptions(),
                SocketAddress.inetSocketAddress(first.address().getPort(), "127.0.0.2"));
    }

    @Test
    void addressesOfAName_areFollowed() {
        try (ScriptedOrigin second = second()) {
            start();
            gateway.get("/1", "host", "shop.example").assertStatus(200);
            assertThat(first.count()).isEqualTo(1);

            names.answer("127.0.0.2");
            Async.until(() -> gateway.admin("/v1/status").body().contains("127.0.0.2:"), "the other address");
            gateway.get("/2").assertStatus(200);
            assertThat(second.count()).isEqualTo(1);
            assertThat(first.count()).isEqualTo(1);

            names.answer("127.0.0.1", "127.0.0.2");
            gateway.awaitMeter("weir_origin_servers", 2);
            gateway.get("/3").assertStatus(200);
            gateway.get("/4").assertStatus(200);
            assertThat(second.count()).isEqualTo(2);
            assertThat(first.count()).isEqualTo(2);
        }
    }

    @Test
    void nameThatIsNotFoundAnyMore_keepsItsAddresses() {
        start();
        gateway.get("/1").assertStatus(200);
        names.answer();
        int asked = names.questions();
        Async.until(() -> names.questions() > asked + 2, "more questions");
        gateway.get("/2").assertStatus(200);
        assertThat(first.count()).isEqualTo(2);
    }

    @Test
    void nameThatIsNotFoundYet_is502_untilItIs() {
        names.answer();
        start();
        gateway.get("/1").assertStatus(502);
        names.answer("127.0.0.1");
        gateway.awaitMeter("weir_origin_servers", 1);
        gateway.get("/2").assertStatus(200);
    }
}
