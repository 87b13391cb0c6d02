package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code weir purge} against a fleet of two gateways on a real Redis. */
class PurgeTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final String HOST = "shop.example";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private ScriptedOrigin origin;
    private Gateway gateway;
    private Gateway other;

    @BeforeEach
    void start() {
        REDIS.empty();
        origin = new ScriptedOrigin()
                .alwaysAnswer(request -> request.response()
                        .putHeader("cache-control", "max-age=60")
                        .putHeader("cache-tag", "products")
                        .end("content"));
        gateway = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly());
        other = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly());
    }

    @AfterEach
    void stop() {
        gateway.close();
        other.close();
        origin.close();
    }

    private int purge(String... arguments) {
        List<String> all = new ArrayList<>(List.of("purge", "--admin", "http://127.0.0.1:" + gateway.adminPort()));
        all.addAll(List.of(arguments));
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
    }

    @Test
    void group_isForgottenByBoth_beforeTheCommandEnds() {
        gateway.get("/p", "host", HOST);
        gateway.awaitMeter("weir_flights", 0);
        other.get("/p", "host", HOST).assertHit();

        assertThat(purge("--group", "products")).isZero();

        assertThat(out.toString().lines().toList().get(0)).matches("purge \\d{16}, \\d+(\\.\\d)? ms");
        assertThat(out.toString().lines().toList().get(1)).matches("confirmed  \\w{8} \\w{8}");
        other.get("/p", "host", HOST).assertForwarded("uri-miss");
    }

    @Test
    void thousandsOfUrls_areOneAnswer_andAsManyEntriesAsItTakes() {
        long before = entries();
        List<String> urls = new ArrayList<>();
        for (int i = 0; i < 2_500; i++) {
            urls.addAll(List.of("--url", "http://" + HOST + "/" + i));
        }
        urls.add("--json");

        assertThat(purge(urls.toArray(String[]::new))).as(out::toString).isZero();

        assertThat(entries() - before).isEqualTo(3);
        assertThat(new JsonObject(out.toString()).getJsonArray("confirmed")).hasSize(2);
    }

    @Test
    void logThatCannotBeWritten_isARefusal() {
        REDIS.cli("DEL", "weir:{test}:log");
        REDIS.cli("SET", "weir:{test}:log", "no stream");

        assertThat(purge("--all")).isEqualTo(1);

        assertThat(err.toString()).contains("nothing was purged, for the log of purges cannot be written");
    }

    @Test
    void redisThatHangs_leavesTheOutcomeUnknown() throws IOException {
        REDIS.stop();
        try {
            assertThat(purge("--all", "--timeout", "300ms")).isEqualTo(4);
        } finally {
            REDIS.cont();
        }
        assertThat(err.toString()).contains("unknown, repeat");
        Async.until(() -> purge("--all", "--timeout", "5s") == 0, "the repeated purge");
    }

    private static long entries() {
        return Long.parseLong(REDIS.cli("XLEN", "weir:{test}:log").strip());
    }
}
