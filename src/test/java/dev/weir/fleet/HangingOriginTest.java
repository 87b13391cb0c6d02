package dev.weir.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The origin takes a request and never answers, under clients of four gateways. */
class HangingOriginTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer().outlived();

    private static final int GATEWAYS = 4;
    private static final int CLIENTS = 25;

    private static ScriptedOrigin origin;
    private static Fleet fleet;

    @BeforeAll
    static void start() {
        origin = new ScriptedOrigin();
        FleetConfig config = FleetConfig.of(origin.address(), REDIS.uri()).originTimeout("3s");
        fleet = Fleet.of(GATEWAYS, config);
    }

    @BeforeEach
    void hang() {
        origin.alwaysAnswer(never -> {});
    }

    @AfterAll
    static void stop() {
        fleet.close();
        origin.close();
    }

    private static List<Received> crowd(String uri) {
        List<Future<Received>> answers = new ArrayList<>();
        fleet.gateways().forEach(gateway -> answers.addAll(fleet.crowd(gateway, CLIENTS, uri)));
        return answers.stream().map(Async::await).toList();
    }

    @Test
    void oneWaitEndsForAll_andNobodyAsksAgain() {
        int before = origin.count();

        assertThat(crowd("/cold")).hasSize(GATEWAYS * CLIENTS).allMatch(answer -> answer.status() == 504);
        assertThat(origin.count() - before).isEqualTo(1);
    }

    @Test
    void staleResponse_isServed_whereItMayBe() {
        origin.thenAnswer(request -> request.response()
                .putHeader("cache-control", "max-age=0, stale-if-error=60")
                .end("old"));
        Async.await(fleet.get(fleet.gateway(0), "/stale")).assertBody("old");
        fleet.awaitMeter(fleet.gateway(0), "weir_flights", 0);
        int before = origin.count();

        assertThat(crowd("/stale"))
                .hasSize(GATEWAYS * CLIENTS)
                .allMatch(answer -> answer.status() == 200 && answer.body().equals("old"));
        assertThat(origin.count() - before).isEqualTo(1);
    }
}
