package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.invalidation.FleetSettings;
import dev.weir.invalidation.FleetSettings.Detached;
import dev.weir.invalidation.Purge;
import dev.weir.invalidation.PurgeOutcome;
import dev.weir.invalidation.Subject;
import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A gateway that cannot follow the log, while everything else about Redis is well. */
class DetachedTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final String LOG = "weir:{test}:log";

    private ScriptedOrigin origin;

    @BeforeEach
    void start() {
        origin = new ScriptedOrigin();
        origin.alwaysAnswer(request -> request.response()
                .putHeader("cache-control", "max-age=600, stale-if-error=600")
                .end("v" + origin.count()));
    }

    @AfterEach
    void stop() {
        origin.close();
    }

    private Gateway gateway(Detached detached, @Nullable Duration limit) {
        Gateway gateway = Gateway.of(
                Gateway.forgetting(
                        Gateway.settings(origin.address(), REDIS.uri(), Gateway.originOnly()),
                        new FleetSettings(detached, limit, 0, 100_000)),
                InstantSource.system());
        gateway.awaitMeter("weir_detached", 0);
        return gateway;
    }

    private static void stored(Gateway gateway) {
        gateway.get("/p").assertBody("v1");
        gateway.awaitMeter("weir_flights", 0);
        gateway.get("/p").assertBody("v1").assertHit();
    }

    /** What stands there is no log. */
    private static void breakTheLog(Gateway gateway) {
        REDIS.cli("DEL", LOG);
        REDIS.cli("SET", LOG, "foreign");
        gateway.awaitMeter("weir_detached", 1);
    }

    @Test
    void forward_servesNothingStored_untilItIsBack() {
        try (Gateway gateway = gateway(Detached.FORWARD, null)) {
            stored(gateway);
            breakTheLog(gateway);

            gateway.get("/p").assertBody("v2").assertForwarded("miss");
            assertThat(gateway.admin("/health/ready").status()).isEqualTo(200);
            assertThat(gateway.admin("/health/ready").body()).contains("serves nothing that is stored");
            gateway.get("/p", "cache-control", "only-if-cached").assertStatus(504);

            REDIS.cli("DEL", LOG);
            gateway.awaitMeter("weir_detached", 0);
            gateway.get("/p").assertBody("v3").assertForwarded("uri-miss");
            gateway.awaitMeter("weir_flights", 0);
            gateway.get("/p").assertBody("v3").assertHit();
        }
    }

    @Test
    void forward_sharesNothingEither_andServesNothingStaleOnError() {
        try (Gateway gateway = gateway(Detached.FORWARD, null)) {
            stored(gateway);
            breakTheLog(gateway);
            List<HttpServerRequest> held = new CopyOnWriteArrayList<>();
            origin.alwaysAnswer(held::add);

            List<Future<Received>> answers =
                    List.of(gateway.send("GET", "/p"), gateway.send("GET", "/p"), gateway.send("GET", "/p"));
            Async.until(() -> held.size() == 3, "each asks the origin by itself");
            held.forEach(request -> request.response().setStatusCode(503).end("down"));

            answers.forEach(answer -> Async.await(answer).assertStatus(503));
        }
    }

    @Test
    void serve_goesOn_andPurgesNameIt() {
        try (Gateway gateway = gateway(Detached.SERVE, null)) {
            stored(gateway);
            breakTheLog(gateway);

            gateway.get("/p").assertBody("v1").assertHit();
            PurgeOutcome refused = gateway.purge(new Purge(List.of(new Subject.All()), false));
            assertThat(refused).isInstanceOf(PurgeOutcome.Refused.class);
            gateway.get("/p").assertBody("v1").assertHit();
            assertThat(gateway.admin("/health/ready").body()).contains("may miss purges");
        }
    }

    @Test
    void serve_endsAfterItsLimit() {
        try (Gateway gateway = gateway(Detached.SERVE, Duration.ofMillis(1))) {
            stored(gateway);
            breakTheLog(gateway);

            Async.until(() -> gateway.get("/p").cacheStatus().contains("fwd=miss"), "it forwards");
        }
    }

    @Test
    void gatewayWithoutRedis_purgesWhatItHasByItself() {
        try (Gateway gateway = Gateway.before(origin.address(), null, Gateway.originOnly())) {
            PurgeOutcome.Appended outcome = gateway.purge(new Subject.All());

            assertThat(outcome.confirmed()).hasSize(1);
            assertThat(gateway.meter("weir_invalidations_total")).isEqualTo(1);
            assertThat(gateway.meter("weir_detached")).isZero();
        }
    }
}
