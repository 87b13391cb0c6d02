package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Gateway;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir warm} before a real gateway. */
class WarmCommandTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private ScriptedOrigin origin;
    private Gateway gateway;
    private Path folder;

    @BeforeEach
    void start(@TempDir Path temporary) {
        folder = temporary;
        REDIS.cli("FLUSHALL");
        origin = new ScriptedOrigin()
                .alwaysAnswer(request -> request.response()
                        .putHeader("cache-control", "max-age=60")
                        .setStatusCode(request.path().equals("/broken") ? 500 : 200)
                        .end("content"));
        gateway = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly());
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    private int warm(String list, String... options) throws Exception {
        Path file = Files.writeString(folder.resolve("urls"), list);
        List<String> arguments =
                new ArrayList<>(List.of("warm", file.toString(), "--admin", "http://127.0.0.1:" + gateway.adminPort()));
        arguments.addAll(List.of(options));
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
    }

    @Test
    void summary_countsByOutcome_andRepeatingFetchesNothing() throws Exception {
        String list = "# products\nhttp://a/1\n\n  http://a/2\nhttp://a/1\n";

        assertThat(warm(list)).isZero();
        assertThat(out.toString())
                .contains("warmed 2 URLs in ", "        2  stored\n")
                .doesNotContain("fresh");
        assertThat(warm(list, "--json")).isZero();

        assertThat(out.toString().lines().reduce((first, last) -> last).map(JsonObject::new))
                .hasValueSatisfying(summary -> {
                    assertThat(summary.getInteger("urls")).isEqualTo(2);
                    assertThat(summary.getJsonObject("outcomes").getInteger("fresh"))
                            .isEqualTo(2);
                });
        assertThat(origin.count()).isEqualTo(2);
    }

    @Test
    void whatFails_isNamed_andTold() throws Exception {
        assertThat(warm("http://a/1\nhttp://a/broken\n")).isEqualTo(ExitCode.SOME_FAILED);

        assertThat(out.toString())
                .contains("        1  stored\n", "        1  failed at the origin", "failed: http://a/broken");
    }

    @Test
    void longLists_areGivenInPieces() throws Exception {
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < 2_500; i++) {
            list.append("http://a/").append(i).append('\n');
        }

        assertThat(warm(list.toString(), "--progress", "--json", "-H", "Cache-Control: no-store"))
                .isZero();
        assertThat(new JsonObject(out.toString()).getInteger("urls")).isEqualTo(2_500);
    }

    @Test
    void mistakes_areWrongUsage() throws Exception {
        assertThat(warm("/1\n")).isEqualTo(2);
        assertThat(err.toString()).contains("#/urls/0: /1 (expected: an absolute URL");
        assertThat(warm("# nothing\n")).isEqualTo(2);
        assertThat(warm("http://a/1\n", "--concurrency", "0")).isEqualTo(2);
        assertThat(Main.commandLine().setErr(new PrintWriter(err)).execute("warm", folder + "/missing"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("cannot be read");
    }

    @Test
    void noGateway_isNotBegun() throws Exception {
        gateway.close();
        assertThat(warm("http://a/1\n")).isEqualTo(1);
        assertThat(err.toString()).contains("cannot be reached", "--admin");
        gateway = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly());
    }
}
