package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.config.WeirSettings;
import dev.weir.redis.RedisSettings;
import dev.weir.redis.RedisSettings.Access;
import dev.weir.redis.RedisSettings.ReadFrom;
import dev.weir.redis.RedisSettings.Tls;
import dev.weir.redis.ServerProcess;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Without the Redis that is configured a gateway starts degraded, or not at all, as the operator has it. */
class RequiredRedisTest {
    private final ScriptedOrigin origin = new ScriptedOrigin();

    private WeirSettings settings(String redis, String password, boolean required) {
        WeirSettings usual = Gateway.settings(origin.address(), redis, Gateway.originOnly());
        return new WeirSettings(
                usual.listen(),
                usual.admin(),
                usual.eventLoops(),
                usual.namespace(),
                new RedisSettings(
                        RedisSettings.Topology.STANDALONE,
                        List.of(redis),
                        Duration.ofMillis(300),
                        64,
                        new Access("", "", password, Tls.SYSTEM, ReadFrom.MASTER, required)),
                usual.fleet(),
                usual.near(),
                usual.origins(),
                usual.simulations(),
                usual.routes());
    }

    private String refusal(String redis, String password) {
        return Async.await(Weir.start(settings(redis, password, true))
                .compose(Weir::stop)
                .map("started")
                .recover(failure -> Future.succeededFuture(String.valueOf(failure.getMessage()))));
    }

    @AfterEach
    void stop() {
        origin.close();
    }

    @Test
    void required_andNotThere_refusesToStart_andSaysWhichAndWhy() {
        try (ServerProcess redis = ServerProcess.start(List.of("--requirepass", "right"))) {
            assertThat(refusal(redis.uri(), "s3cret"))
                    .isEqualTo("Redis at 127.0.0.1:" + redis.port()
                            + ": wrong user or password (WRONGPASS) (redis.required is on)");
            assertThat(refusal(redis.uri() + "/99", "right")).contains("unknown database 99");
            redis.kill();
            assertThat(refusal(redis.uri(), "right"))
                    .contains("127.0.0.1:" + redis.port())
                    .contains("refused");
        }
    }

    @Test
    void required_andThere_starts() {
        try (ServerProcess redis = ServerProcess.start(List.of("--requirepass", "right"))) {
            assertThat(refusal(redis.uri(), "right")).isEqualTo("started");
        }
    }

    @Test
    void notRequired_servesWithoutIt_andSaysWhyInReadiness() {
        try (ServerProcess redis = ServerProcess.start(List.of("--requirepass", "right"));
                Gateway gateway = Gateway.of(settings(redis.uri(), "s3cret", false), InstantSource.system())) {
            gateway.get("/").assertStatus(200);
            assertThat(gateway.admin("/health/ready").body())
                    .contains("wrong user or password")
                    .doesNotContain("s3cret");
        }
    }
}
