package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.testing.Gateway;
import dev.weir.testing.RawClient;
import dev.weir.testing.ScriptedOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Two gateways on one port, of which one goes. */
@EnabledOnOs(OS.LINUX)
class SharedPortTest {
    private final ScriptedOrigin origin = new ScriptedOrigin();

    @AfterEach
    void stop() {
        origin.close();
    }

    private Gateway gateway(int port, String reuse) {
        return Gateway.of("""
                listen: { port: %d, reuse-port: %s }
                admin: { port: 0 }
                event-loops: 1
                redis: { topology: none }
                origins: { origin: { servers: [ "%s" ] } }
                routes: [ { name: all, match: { path: "/**" }, origin: origin, cache: off } ]
                """.formatted(port, reuse, origin.address()));
    }

    @Test
    void next_isThereBeforeTheOtherGoes() {
        Gateway before = gateway(0, "on");
        try (Gateway next = gateway(before.port(), "on")) {
            before.close();

            assertThat(RawClient.exchange(next.port(), "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void port_isNotSharedUnlessBothSaySo() {
        try (Gateway before = gateway(0, "off")) {
            assertThatThrownBy(() -> gateway(before.port(), "on").close()).hasMessageContaining("taken");
        }
    }
}
