package dev.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.invalidation.FleetSettings;
import dev.weir.invalidation.FleetSettings.Detached;
import dev.weir.invalidation.PurgeOutcome;
import dev.weir.invalidation.Subject;
import dev.weir.testing.Async;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code redis.purge-replicas}: a purge that a failover could lose is not confirmed. */
class PurgeReplicasTest {
    private static final String LOG = "weir:{test}:log";
    private static final Subject PAGE = new Subject.Uri("http://shop.example/p");
    private static final FleetSettings ONE_REPLICA = new FleetSettings(Detached.SERVE, null, 1, 100_000);

    private static String newest(ServerProcess server) {
        return server.cli("XREVRANGE", LOG, "+", "-", "COUNT", "1");
    }

    @Test
    void purge_isConfirmed_onceTheReplicaHasIt_andUnknownWhileItHasNot() {
        try (ServerProcess master = ServerProcess.start(List.of());
                ServerProcess replica = ServerProcess.start(List.of("--replicaof", "127.0.0.1 " + master.port()));
                LogMember member = LogMember.joined(
                        "a",
                        new RedisSettings(
                                RedisSettings.Topology.STANDALONE, List.of(master.uri()), Duration.ofMillis(300), 64),
                        ONE_REPLICA)) {
            Async.until(() -> replica.cli("INFO", "replication").contains("master_link_status:up"), "replica in sync");

            PurgeOutcome.Appended outcome = member.confirmed(PAGE);
            assertThat(outcome.confirmed()).containsExactly("a");
            assertThat(newest(replica)).startsWith(outcome.id() + "-0");

            replica.stop();
            PurgeOutcome unknown = member.append(PAGE);
            assertThat(unknown)
                    .isInstanceOfSatisfying(
                            PurgeOutcome.Unknown.class,
                            lost -> assertThat(lost.why())
                                    .matches("Purge \\d+ stands in the log, but only 0 of 1 replicas have it\\."));
            assertThat(newest(master)).as("it stands there all the same").doesNotStartWith(outcome.id() + "-0");
            replica.cont();

            PurgeOutcome.Appended again = member.confirmed(PAGE);
            assertThat(newest(replica)).startsWith(again.id() + "-0");
        }
    }
}
