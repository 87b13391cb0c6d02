package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Gateway;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import picocli.CommandLine;

/** {@code weir explain} before a real gateway. */
class ExplainCommandTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private ScriptedOrigin origin;
    private Gateway gateway;

    @BeforeEach
    void start() {
        origin = new ScriptedOrigin();
        gateway = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly());
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    private int weir(int port, String... arguments) {
        List<String> all = new ArrayList<>(List.of("explain", "--admin", "http://127.0.0.1:" + port));
        all.addAll(List.of(arguments));
        CommandLine command = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return command.execute(all.toArray(String[]::new));
    }

    @Test
    void words_arePrintedLineByLine() {
        assertThat(weir(gateway.adminPort(), "http://shop.example/p?a=1", "-H", "Accept: text/html"))
                .isZero();

        assertThat(out.toString())
                .contains("route        all, origin origin")
                .contains("key          GET http://shop.example/p?a=1")
                .contains("next         a miss: the origin is asked: nothing is stored under its key")
                .doesNotContain("\u001b");
    }

    @Test
    void json_isTheAnswerAsItCame() {
        assertThat(weir(gateway.adminPort(), "--json", "http://shop.example/p")).isZero();

        assertThat(new JsonObject(out.toString()).getJsonObject("next").getString("action"))
                .isEqualTo("forward");
    }

    @Test
    void whatNoClientCouldSend_isWrongUsage() {
        assertThat(weir(gateway.adminPort(), "/p", "-H", "nonsense")).isEqualTo(2);

        assertThat(err.toString())
                .contains("#url: /p (expected: an absolute URL", "#header: nonsense (expected: Name:value");
    }

    @Test
    void noGateway_namesTheAddressAndTheOption() {
        int closed = gateway.adminPort();
        gateway.close();

        assertThat(weir(closed, "http://shop.example/p")).isEqualTo(1);

        assertThat(err.toString()).contains("http://127.0.0.1:" + closed + " cannot be reached", "--admin");
        gateway = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly());
    }
}
