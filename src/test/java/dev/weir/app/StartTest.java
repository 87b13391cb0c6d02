package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;

/** A start that cannot succeed says why, and leaves nothing running. */
class StartTest {
    @Test
    void takenPort_isNamedWithItsSection() {
        try (ScriptedOrigin origin = new ScriptedOrigin();
                Gateway first = Gateway.before(origin.address(), null, Gateway.originOnly())) {
            assertThat(startFailure(origin, first.port(), 0))
                    .isInstanceOfSatisfying(
                            PortTaken.class,
                            taken -> assertThat(taken.section()).isEqualTo(PortTaken.Section.LISTEN))
                    .hasMessageContaining("127.0.0.1:" + first.port() + " is taken");
            assertThat(startFailure(origin, 0, first.adminPort()))
                    .isInstanceOfSatisfying(
                            PortTaken.class,
                            taken -> assertThat(taken.section()).isEqualTo(PortTaken.Section.ADMIN));
        }
    }

    private static Throwable startFailure(ScriptedOrigin origin, int port, int adminPort) {
        Promise<Throwable> failure = Promise.promise();
        Weir.start(Gateway.settings(origin.address(), null, Gateway.originOnly())
                        .onPorts(port, adminPort))
                .onFailure(failure::complete)
                .onSuccess(weir -> failure.fail("started"));
        return Async.await(failure.future());
    }
}
