package dev.weir.load;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.bodyString;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Is a shop's traffic as fast as its hits, and does the origin see each product once?
 *
 * <p>Products by Zipf's law, at a rate that rises and then stays; the popular ones become hits at once, the long tail
 * goes on missing to the end. The run must be shorter than the origin's freshness: then one request a product is all
 * the origin may get.
 */
public final class SteadyState extends Simulation {
    private static final String PREFIX = "/products/";

    private final int originMedian = Setting.number("originMedian", 250);
    private final int originP99 = Setting.number("originP99", 900);
    private final int slack = Setting.number("slack", 1);
    private final int rate = Setting.number("rate", 400);
    private final Zipf products = new Zipf(Setting.number("products", 10_000));
    private final Set<Integer> asked = ConcurrentHashMap.newKeySet();

    private final ScenarioBuilder shoppers = scenario("shoppers")
            .exec(session -> session.set("path", PREFIX + nextProduct()))
            .exec(http("product")
                    .get("#{path}")
                    .check(status().is(200))
                    .check(jmesPath("path").isEL("#{path}")));

    private final ScenarioBuilder origin = scenario("origin")
            .exec(http("origin's count")
                    .get(Setting.text("origin", "http://127.0.0.1:9000") + "/__sim/stats")
                    .check(bodyString()
                            .transform(stats -> Fills.of(stats, PREFIX))
                            .validate("one fill a product", (fills, user) -> fills.requireEachOnce(asked.size()))));

    {
        setUp(shoppers.injectOpen(
                                rampUsersPerSec(1).to(rate).during(Setting.seconds("ramp", 10)),
                                constantUsersPerSec(rate).during(Setting.seconds("duration", 60)))
                        .andThen(origin.injectOpen(atOnceUsers(1))))
                .protocols(http.baseUrl(Setting.text("gateway", "http://127.0.0.1:8080"))
                        .shareConnections())
                .assertions(
                        global().failedRequests().count().is(0L),
                        details("product").responseTime().percentile(50).lte(originMedian / 10),
                        details("product").responseTime().percentile(99).lte(originP99 * 3 / 2 * slack));
    }

    private int nextProduct() {
        int product = products.draw(ThreadLocalRandom.current());
        asked.add(product);
        return product;
    }
}
