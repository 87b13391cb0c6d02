package dev.weir.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.ConfigReader;
import dev.weir.config.Configuration;
import dev.weir.config.WeirSettings;
import dev.weir.redis.RedisServer;
import dev.weir.testing.Gateway;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Plays every scenario, one after the other, since they share one clock: it only moves forward, and no scenario minds how
 * late it is when it begins. Redis keeps its own time, so that what a lifetime says is over is still there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScenarioRunTest {
    private static final int WANTED = 300;

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer().outlived();

    private final ManualClock clock = new ManualClock();
    private final Map<String, Play> plays = new ConcurrentHashMap<>();
    private ScriptedOrigin origin;
    private Gateway gateway;

    @BeforeAll
    void start() {
        origin = new ScriptedOrigin().alwaysAnswer(this::answer);
        gateway = Gateway.of(settings(), clock);
        clock.stop();
    }

    @AfterAll
    void stop() {
        gateway.close();
        origin.close();
    }

    private WeirSettings settings() {
        Map<String, String> variables =
                Map.of("REDIS", REDIS.uri(), "ORIGIN", origin.address().toString());
        Configuration read = new ConfigReader(variables::get).read(Path.of("src/test/resources/scenarios/weir.yaml"));
        assertThat(read).isInstanceOf(Configuration.Accepted.class);
        return ((Configuration.Accepted) read).settings();
    }

    /** Each scenario's requests begin with its route and its number. */
    private void answer(HttpServerRequest request) {
        String[] segments = request.path().split("/", 4);
        plays.get("/" + segments[1] + "/" + segments[2]).answer(request);
    }

    @TestFactory
    Stream<DynamicTest> scenarios() {
        List<Scenario> all = Catalogue.all();
        return all.stream().map(one -> DynamicTest.dynamicTest(one.name(), () -> play(one, all.indexOf(one))));
    }

    private void play(Scenario scenario, int number) {
        String path = "/" + scenario.route() + "/" + number;
        Play play = new Play(gateway, clock, path);
        plays.put(path, play);
        try {
            scenario.play(play);
        } catch (AssertionError failed) {
            throw new AssertionError(scenario.name() + ": " + failed.getMessage(), failed);
        }
    }

    @Test
    void catalogue_isLargeAndWithoutRepeats() {
        assertThat(Catalogue.all())
                .extracting(Scenario::name)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(WANTED);
    }
}
