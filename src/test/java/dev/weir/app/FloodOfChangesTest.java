package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many successful changes of distinct URLs: each is forgotten, and what none of them matched is not. */
class FloodOfChangesTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final int PAGES = 100;
    private static final int CHANGES = 400;

    private static final int AT_ONCE = 20;

    private ScriptedOrigin origin;
    private Gateway gateway;

    /** Near, so that a machine with other work, whose Redis is passed over for a moment, does not matter. */
    @BeforeEach
    void start() {
        origin = new ScriptedOrigin()
                .alwaysAnswer(request -> request.response()
                        .putHeader("cache-control", "max-age=3600")
                        .end());
        gateway = Gateway.before(
                origin.address(), REDIS.uri(), Gateway.near(Gateway.originOnly(), Duration.ofHours(1), 0));
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    private List<Received> all(String method, String folder, int size) {
        List<Received> answers = new ArrayList<>();
        for (int from = 0; from < size; from += AT_ONCE) {
            IntStream.range(from, from + AT_ONCE)
                    .mapToObj(i -> gateway.send(method, folder + i))
                    .toList()
                    .forEach(answer -> answers.add(Async.await(answer)));
        }
        return answers;
    }

    private boolean isNear(String folder) {
        return all("GET", folder, PAGES).stream()
                .allMatch(answer -> answer.cacheStatus().contains("detail=near"));
    }

    @Test
    void whatNoneOfThemMatched_isStillAHit_andTheChangedIsNot() {
        Async.until(() -> isNear("/kept/") && isNear("/changed/"), "stored near");

        assertThat(all("POST", "/changed/", CHANGES)).allSatisfy(answer -> answer.assertStatus(200));

        gateway.awaitMeter("weir_invalidations_queued", 0);
        assertThat(all("GET", "/kept/", PAGES)).allSatisfy(Received::assertHit);
        assertThat(all("GET", "/changed/", PAGES)).allSatisfy(answer -> answer.assertForwarded("uri-miss"));
        assertThat(Integer.parseInt(REDIS.cli("XLEN", "weir:{test}:log")))
                .as("many at a time share an entry")
                .isLessThan(CHANGES / 2);
    }
}
