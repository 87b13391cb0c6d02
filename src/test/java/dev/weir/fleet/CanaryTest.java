package dev.weir.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Clients with names ask three gateways at random for what the origin makes now for everyone, now for one of them: no
 * body reaches a client it was not made for, on no path.
 *
 * <p>{@code -Dcanary.requests=N} makes it longer, {@code -Dcanary.seed=N} asks the same again.
 */
class CanaryTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final int GATEWAYS = 3;
    private static final int CLIENTS = 64;
    private static final int REQUESTS = Integer.getInteger("canary.requests", 10_000);
    private static final long SEED = Long.getLong("canary.seed", System.nanoTime());
    private static final long LIMIT_SECONDS = 20L + REQUESTS / 500;

    private static final Path REPORT = Path.of("target", "canaries.txt");
    private static final List<String> OUTCOMES =
            List.of("near_hit", "redis_hit", "stale", "collapsed", "revalidated", "forwarded");

    private CanaryOrigin origin;
    private List<Gateway> gateways;

    @BeforeEach
    void start() {
        origin = new CanaryOrigin(SEED);
        String config = FleetConfig.of(origin.address(), REDIS.uri())
                .caching("default-ttl: 1s, max-wait: 10s, near: on")
                .yaml();
        gateways = List.of(Gateway.of(config), Gateway.of(config), Gateway.of(config));
    }

    @AfterEach
    void stop() {
        gateways.forEach(Gateway::close);
        origin.close();
    }

    private Future<Received> send(int number, String uri, Map<String, String> fields) {
        Gateway gateway = gateways.get(number);
        return gateways.getFirst()
                .client()
                .request(HttpMethod.GET, gateway.port(), "127.0.0.1", uri)
                .compose(request -> {
                    request.putHeader("host", Fleet.HOST);
                    fields.forEach(request::putHeader);
                    return Gateway.received(request.send());
                });
    }

    @Test
    void noBody_reachesAClientItWasNotMadeFor() throws IOException {
        CanaryClients clients = new CanaryClients(this::send, GATEWAYS, REQUESTS);

        Async.await(clients.run(CLIENTS, SEED), LIMIT_SECONDS, TimeUnit.SECONDS);

        report(clients);
        assertThat(clients.leaks()).as("leaks; seed %d", SEED).isEmpty();
        assertThat(clients.checked()).as("bodies of the origin").isGreaterThan(REQUESTS / 2);
        for (String outcome : OUTCOMES) {
            assertThat(requests(outcome)).as(outcome).isPositive();
        }
    }

    private void report(CanaryClients clients) throws IOException {
        String text = "seed %d: %d requests, %d bodies of the origin checked, %d leaks; origin asked %d times%n"
                .formatted(SEED, REQUESTS, clients.checked(), clients.leaks().size(), origin.count());
        StringBuilder byOutcome = new StringBuilder(text);
        OUTCOMES.forEach(outcome -> byOutcome.append("  %8.0f %s%n".formatted(requests(outcome), outcome)));
        Files.createDirectories(REPORT.getParent());
        Files.writeString(REPORT, byOutcome);
    }

    private double requests(String outcome) {
        return gateways.stream()
                .mapToDouble(gateway -> gateway.samples("weir_requests_seconds_count", "outcome=\"" + outcome + "\""))
                .sum();
    }
}
