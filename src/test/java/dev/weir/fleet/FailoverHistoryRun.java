package dev.weir.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.faults.Report;
import dev.weir.fleet.HistoryChecker.Violation;
import dev.weir.redis.ClusterGroup;
import dev.weir.redis.RedisSettings;
import dev.weir.redis.SentinelGroup;
import dev.weir.testing.Async;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What was purged, and confirmed to be, stays purged when the master of the log is killed and Redis fails over by itself.
 *
 * <p>{@code load-tests/faults} runs it.
 */
class FailoverHistoryRun {
    private static final int GATEWAYS = 3;
    private static final int CLIENTS = 8;
    private static final int OPERATORS = 3;
    private static final int BEFORE_SECONDS = 6;
    private static final int AFTER_SECONDS = 14;
    private static final long SEED = Long.getLong("history.seed", System.nanoTime());

    @Test
    void sentinelFailover_revivesNothing() {
        try (SentinelGroup group = new SentinelGroup()) {
            run(
                    "sentinel",
                    group.settings(),
                    "topology: sentinel, master-name: shop",
                    () -> group.servers().getFirst().kill());
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
                    () -> group.firstMasterOf("weir:{fleet}:log").kill());
        }
    }

    private static void run(String name, RedisSettings redis, String topology, Runnable fault) {
        History history = new History();
        try (VersionedOrigin origin = new VersionedOrigin(SEED);
                Fleet fleet = Fleet.of(GATEWAYS, config(origin, redis, topology))) {
            HistoryClients clients = new HistoryClients(fleet, history);
            Future<Void> reading = clients.read(CLIENTS, SEED);
            Future<Void> purging = clients.purge(OPERATORS, SEED + CLIENTS);
            Async.await(fleet.later(Duration.ofSeconds(BEFORE_SECONDS)), 1, TimeUnit.MINUTES);
            int before = history.purges().size();
            fault.run();
            Async.await(fleet.later(Duration.ofSeconds(AFTER_SECONDS)), 1, TimeUnit.MINUTES);
            clients.stop();
            Async.await(Future.join(reading, purging), 1, TimeUnit.MINUTES);
            List<Violation> violations = HistoryChecker.check(history.responses(), history.purges());
            Report.tell(String.format(
                    "%s, seed %d: %d responses checked against %d confirmed purges (%d of them before the failover): %d"
                            + " violations%n%s%n",
                    name,
                    SEED,
                    history.responses().size(),
                    history.purges().size(),
                    before,
                    violations.size(),
                    clients.tally()));
            assertThat(violations).as("seed %d", SEED).isEmpty();
            assertThat(before).isPositive();
            assertThat(history.purges().size()).as("purges are confirmed again").isGreaterThan(before);
        }
    }

    private static FleetConfig config(VersionedOrigin origin, RedisSettings redis, String topology) {
        return FleetConfig.of(origin.address(), String.join("\", \"", redis.endpoints()))
                .caching("max-wait: 10s")
                .redis("command-timeout: 500ms, " + topology)
                .with("detached: forward");
    }
}
