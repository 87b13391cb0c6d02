package dev.weir.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A thousand clients of four gateway processes on one key that is not stored. */
class ColdKeyTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer().outlived();

    private static final int GATEWAYS = 4;
    private static final int CLIENTS = 250;
    private static final String LEASE = "weir:fleet:l:{GET%20http://" + Fleet.HOST + "/cold}";

    private static ScriptedOrigin origin;
    private static Fleet fleet;

    @BeforeAll
    static void start() {
        origin = new ScriptedOrigin();
        fleet = Fleet.of(GATEWAYS, FleetConfig.of(origin.address(), REDIS.uri()));
    }

    @AfterAll
    static void stop() {
        fleet.close();
        origin.close();
    }

    @Test
    void oneRequestReachesTheOrigin_andNobodyPollsMeanwhile() {
        Promise<HttpServerRequest> asked = Promise.promise();
        origin.alwaysAnswer(asked::tryComplete);
        REDIS.cli("CONFIG", "RESETSTAT");

        List<Future<Received>> answers = new ArrayList<>();
        fleet.gateways().forEach(gateway -> answers.addAll(fleet.crowd(gateway, CLIENTS, "/cold")));
        HttpServerRequest held = Async.await(asked.future());
        fleet.gateways().forEach(gateway -> fleet.awaitMeter(gateway, "weir_fills_waiting", CLIENTS - 1));
        Async.until(() -> CommandStats.of(REDIS).calls("sadd") == GATEWAYS - 1, "three gateways that wait");
        CommandStats before = CommandStats.of(REDIS);
        Async.until(() -> CommandStats.of(REDIS).renewals() >= before.renewals() + 2, "two renewals");
        CommandStats after = CommandStats.of(REDIS);
        held.response().putHeader("cache-control", "max-age=60").end("one for all");

        for (Future<Received> answer : answers) {
            Async.await(answer).assertStatus(200).assertBody("one for all");
        }
        assertThat(origin.count()).isEqualTo(1);
        assertThat(after.calls("getrange"))
                .as("who waits asks again when the lease it knows of has run out, which takes three renewals")
                .isBetween((long) GATEWAYS, before.calls("getrange") + GATEWAYS - 1);
        assertThat(CommandStats.of(REDIS).ofFills()).as("commands").isBetween(1L, 60L);
        assertThat(REDIS.cli("EXISTS", LEASE)).isEqualTo("0");
    }
}
