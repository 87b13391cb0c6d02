package dev.weir.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What happens when everyone wants one thing that is not stored: how long they wait, and what reaches the origin.
 *
 * <p>Waves on other keys go before the one that counts, so that neither the gateway nor Gatling is measured while its
 * code is still being compiled. Gatling's time includes opening a connection a user; {@code collapse} measures without
 * it.
 */
public final class Stampede extends Simulation {
    private static final int WARM_UP_WAVES = 6;

    private final int originLatency = Setting.number("originLatency", 500);
    private final int slack = Setting.number("slack", 1);
    private final int users = Setting.number("users", 1000);
    private final String prefix =
            "/stampede/%016x/".formatted(ThreadLocalRandom.current().nextLong());

    {
        setUp(waves(0))
                .protocols(http.baseUrl(Setting.text("gateway", "http://127.0.0.1:8080")))
                .assertions(
                        global().failedRequests().count().is(0L),
                        details("cold key").responseTime().percentile(95).lte(originLatency * 3 / 2 * slack),
                        details("cold key").responseTime().max().lte(originLatency * 2 * slack));
    }

    private PopulationBuilder waves(int number) {
        boolean last = number == WARM_UP_WAVES;
        PopulationBuilder wave = wave(last ? "cold key" : "warm-up", number);
        return wave.andThen(last ? origin() : waves(number + 1));
    }

    private PopulationBuilder wave(String name, int number) {
        String path = prefix + number;
        return scenario("wave " + number)
                .exec(http(name)
                        .get(path)
                        .check(status().is(200))
                        .check(jmesPath("path").is(path)))
                .injectOpen(atOnceUsers(users));
    }

    private PopulationBuilder origin() {
        return scenario("origin")
                .exec(http("origin's count")
                        .get(Setting.text("origin", "http://127.0.0.1:9000") + "/__sim/stats")
                        .check(bodyString()
                                .transform(stats -> Fills.of(stats, prefix))
                                .validate("one fill a key", (fills, user) -> fills.requireEachOnce(WARM_UP_WAVES + 1))))
                .injectOpen(atOnceUsers(1));
    }
}
