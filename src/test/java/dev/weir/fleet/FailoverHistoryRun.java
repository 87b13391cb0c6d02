package dev.weir.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.faults.Report;
import dev.weir.fleet.HistoryChecker.Violation;
import dev.weir.fleet.RedisProxy.Kind;
import dev.weir.fleet.RedisProxy.Trouble;
import dev.weir.redis.ClusterGroup;
import dev.weir.redis.RedisSettings;
import dev.weir.redis.SentinelGroup;
import dev.weir.testing.Async;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * What was purged, and confirmed to be, stays purged when Redis fails over by itself: because its master was killed, or
 * because it was cut off from its replicas and the Sentinels and is reached by some gateways still.
 *
 * <p>{@code load-tests/faults} runs it.
 */
class FailoverHistoryRun {
    private static final int GATEWAYS = 3;
    private static final int CLIENTS = 8;
    private static final int OPERATORS = 3;
    private static final int BEFORE_SECONDS = 6;
    private static final int SPLIT_SECONDS = 8;
    private static final int AFTER_SECONDS = 14;
    private static final long SEED = Long.getLong("history.seed", System.nanoTime());

    /** Longer than a master without replicas goes on taking writes: their lag may be a second, and is looked at each second. */
    private static final Duration NOTICED = Duration.ofSeconds(5);

    private record Run(List<Violation> violations, History history, HistoryClients clients, int before, int meanwhile) {
        void assertNothingRevived() {
            assertThat(violations).as("seed %d", SEED).isEmpty();
            assertThat(before).isPositive();
            assertThat(history.purges().size()).as("purges are confirmed again").isGreaterThan(before + meanwhile);
        }
    }

    @Test
    void sentinelFailover_revivesNothing() {
        try (SentinelGroup group = new SentinelGroup()) {
            run(
                            "sentinel",
                            group.settings(),
                            "topology: sentinel, master-name: shop",
                            fleet -> group.servers().getFirst().kill())
                    .assertNothingRevived();
        }
    }

    /** Of all masters the one that has the log. */
    @Test
    void clusterMasterLoss_revivesNothing() {
        try (ClusterGroup group = new ClusterGroup()) {
            run(
                            "cluster",
                            group.settings(),
                            "topology: cluster",
                            fleet -> group.firstMasterOf("weir:{fleet}:log").kill())
                    .assertNothingRevived();
        }
    }

    /** The master refuses writes when it has no replica; a purge is confirmed when one has it. */
    @Test
    void split_revivesNothing_whereMasterAndPurgesNeedAReplica() {
        Run run = split(
                "split", List.of("--min-replicas-to-write", "1", "--min-replicas-max-lag", "1"), ", purge-replicas: 1");

        run.assertNothingRevived();
        assertThat(run.meanwhile()).as("purges confirmed behind the split").isPositive();
        assertThat(run.clients().count(HistoryClients.OF_DETACHED))
                .as("answers of gateways that know they may miss purges")
                .isPositive();
    }

    /** What the guards are for. */
    @DisabledIfSystemProperty(
            named = "weir.faults.fast",
            matches = "true",
            disabledReason = "that the checker finds what the guards keep out is shown by the full form")
    @Test
    void split_isFoundOut_whereNothingNeedsAReplica() {
        assertThat(split("split, unguarded", List.of(), "").violations()).isNotEmpty();
    }

    private static Run split(String name, List<String> servers, String guard) {
        AtomicReference<RedisProxy> way = new AtomicReference<>();
        try (SentinelGroup group = new SentinelGroup(2, servers, NOTICED, port -> through(way, port))) {
            RedisProxy proxy = way.get();
            String before = group.masterAddress();
            return run(name, group.settings(), "topology: sentinel, master-name: shop" + guard, fleet -> {
                GatewayProcess behind = fleet.gateway(GATEWAYS - 1);
                proxy.trouble(Kind.REPLICA, new Trouble.Held());
                proxy.trouble(Kind.SENTINEL, new Trouble.Held());
                behind.kill();
                Async.until(() -> !group.masterAddress().equals(before), "another master");
                behind.restart();
                pause(fleet, SPLIT_SECONDS);
                proxy.mend();
            });
        } finally {
            way.get().close();
        }
    }

    private static int through(AtomicReference<RedisProxy> way, int port) {
        way.set(new RedisProxy(port));
        return way.get().port();
    }

    private static Run run(String name, RedisSettings redis, String topology, Consumer<Fleet> fault) {
        History history = new History();
        try (VersionedOrigin origin = new VersionedOrigin(SEED);
                Fleet fleet = Fleet.of(GATEWAYS, config(origin, redis, topology))) {
            HistoryClients clients = new HistoryClients(fleet, history);
            Future<Void> reading = clients.read(CLIENTS, SEED);
            Future<Void> purging = clients.purge(OPERATORS, SEED + CLIENTS);
            pause(fleet, BEFORE_SECONDS);
            int before = history.purges().size();
            fault.accept(fleet);
            int meanwhile = history.purges().size() - before;
            pause(fleet, AFTER_SECONDS);
            clients.stop();
            Async.await(Future.join(reading, purging), 1, TimeUnit.MINUTES);
            List<Violation> violations = HistoryChecker.check(history.responses(), history.purges());
            Report.tell(String.format(
                    "%s, seed %d: %d responses checked against %d confirmed purges (%d of them before the failover, %d"
                            + " during it): %d violations%n%s%n",
                    name,
                    SEED,
                    history.responses().size(),
                    history.purges().size(),
                    before,
                    meanwhile,
                    violations.size(),
                    clients.tally()));
            return new Run(violations, history, clients, before, meanwhile);
        }
    }

    private static void pause(Fleet fleet, int seconds) {
        Async.await(fleet.later(Duration.ofSeconds(seconds)), 1, TimeUnit.MINUTES);
    }

    private static FleetConfig config(VersionedOrigin origin, RedisSettings redis, String topology) {
        return FleetConfig.of(origin.address(), String.join("\", \"", redis.endpoints()))
                .caching("max-wait: 10s")
                .redis("command-timeout: 500ms, " + topology)
                .with("detached: forward");
    }
}
