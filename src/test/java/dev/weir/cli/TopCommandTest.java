package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Contract;
import dev.weir.testing.Gateway;
import dev.weir.testing.ScriptedOrigin;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code weir top} before a real gateway, and the small commands beside it. */
class TopCommandTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int weir(String... arguments) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    @Test
    void oneSecond_isShownAsText_andForMachines() {
        try (ScriptedOrigin origin = new ScriptedOrigin();
                Gateway gateway = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly())) {
            String admin = "http://127.0.0.1:" + gateway.adminPort();

            assertThat(weir("top", "--once", "--admin", admin)).isZero();
            assertThat(out.toString())
                    .contains(
                            "requests     0/s, hits -", "origin       origin 0/s", "redis        up, ", "fleet        ")
                    .doesNotContain("\u001b");
            out.getBuffer().setLength(0);
            assertThat(weir("top", "--once", "--json", "--admin", admin)).isZero();
            Contract.assertIs("Snapshot", out.toString());
        }
    }

    @Test
    void noGateway_namesTheAddressAndTheOption() {
        assertThat(weir("top", "--once", "--admin", "http://127.0.0.1:1")).isEqualTo(1);
        assertThat(err.toString()).contains("http://127.0.0.1:1 cannot be reached", "--admin");
    }

    @Test
    void completion_knowsTheCommandsAndTheirOptions() {
        assertThat(weir("completion")).isZero();
        assertThat(out.toString())
                .contains("complete -F _complete_weir", "explain", "warm", "--admin", "--concurrency");
    }

    @Test
    void version_isToldForMachinesToo() {
        assertThat(weir("version")).isZero();
        assertThat(weir("version", "--json")).isZero();
        assertThat(out.toString()).contains("weir ", ", Java ", "{\"version\":\"");
    }
}
