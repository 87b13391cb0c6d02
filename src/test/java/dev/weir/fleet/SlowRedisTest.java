package dev.weir.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.fleet.RedisProxy.Kind;
import dev.weir.fleet.RedisProxy.Trouble;
import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A Redis that answers, but slowly: nobody waits for it for long, and it is asked again when it is quick again. */
class SlowRedisTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    /** Slower than half of the gateway's patience of 400 ms, and quicker than all of it. */
    private static final Duration EACH_WAY = Duration.ofMillis(120);

    @Test
    void slowReplies_openTheBreaker_andProbesCloseIt() {
        try (ScriptedOrigin origin = new ScriptedOrigin()
                        .alwaysAnswer(request -> request.response()
                                .putHeader("cache-control", "max-age=60")
                                .end(request.path()));
                RedisProxy proxy = new RedisProxy(REDIS.port());
                Gateway gateway = Gateway.impatient(
                        origin.address(), "redis://127.0.0.1:" + proxy.port(), Gateway.originOnly())) {
            gateway.get("/kept");
            gateway.awaitMeter("weir_flights", 0);
            gateway.get("/kept").assertHit();
            proxy.trouble(Kind.DATA, new Trouble.Delayed(EACH_WAY));
            Async.until(() -> isOpen(gateway), "the breaker is open");

            double sent = sentLookUps(gateway);
            Received miss = gateway.get("/kept");
            miss.assertStatus(200).assertForwarded("uri-miss");
            assertThat(sentLookUps(gateway)).isEqualTo(sent);
            assertThat(gateway.admin("/health/ready").body()).contains("is not asked");

            proxy.mend();
            gateway.awaitMeter("weir_redis_breaker", 0);
            gateway.get("/kept").assertHit();
        }
    }

    /** One client with one connection is served by one event loop, and its breaker judges by what it asks for. */
    private static boolean isOpen(Gateway gateway) {
        gateway.get("/kept").assertStatus(200);
        return gateway.meter("weir_redis_breaker") == 1;
    }

    private static double sentLookUps(Gateway gateway) {
        return gateway.admin("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("weir_redis_commands_seconds_count{command=\"get\"")
                        && !line.contains("outcome=\"skipped\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
