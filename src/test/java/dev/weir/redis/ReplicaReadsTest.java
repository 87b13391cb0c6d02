package dev.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.StoreKey;
import dev.weir.redis.RedisSettings.ReadFrom;
import dev.weir.store.Lookup;
import dev.weir.store.StoredSamples;
import dev.weir.testing.Async;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Look-ups go to a replica, where that is wanted, one is up, and it can be expected to have what the master has. */
class ReplicaReadsTest {
    private static final StoreKey KEY = StoredSamples.key("/");
    private static final Lookup.Found FOUND = StoredSamples.found(KEY, "body");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static long gets(ServerProcess server) {
        return server.cli("INFO", "commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_get:calls="))
                .mapToLong(line -> Long.parseLong(line.replaceAll("cmdstat_get:calls=(\\d+),.*", "$1")))
                .sum();
    }

    @Test
    void sentinel_namesTheReplica_andTheMasterStandsIn() throws Exception {
        try (SentinelGroup group = new SentinelGroup();
                StoreOnLoop other = StoreOnLoop.connected(group.settings());
                StoreOnLoop loop = StoreOnLoop.connected(group.settings(ReadFrom.REPLICA))) {
            ServerProcess replica = group.servers().get(1);
            assertThat(other.put(KEY, FOUND, MINUTE)).isTrue();
            Async.until(() -> loop.get(KEY).equals(FOUND) && gets(replica) > 0, "read from the replica");
            group.sentinels().forEach(ServerProcess::kill);
            replica.kill();
            Async.until(() -> loop.get(KEY).equals(FOUND), "read from the master");
        }
    }

    @Test
    void whatThisGatewayStored_isReadFromTheMaster() throws Exception {
        try (SentinelGroup group = new SentinelGroup();
                StoreOnLoop loop = StoreOnLoop.connected(group.settings(ReadFrom.REPLICA))) {
            Async.until(
                    () -> loop.get(StoredSamples.key("/other")) == Lookup.NOT_STORED
                            && gets(group.servers().get(1)) > 0,
                    "replica is up");
            long before = gets(group.servers().get(1));
            assertThat(loop.put(KEY, FOUND, MINUTE)).isTrue();
            assertThat(loop.get(KEY)).isEqualTo(FOUND);
            assertThat(gets(group.servers().get(1))).isEqualTo(before);
            assertThat(gets(group.servers().getFirst())).isPositive();
        }
    }

    @Test
    void cluster_replicasAnswer() {
        try (ClusterGroup group = new ClusterGroup();
                StoreOnLoop other = new StoreOnLoop(group.settings());
                StoreOnLoop loop = new StoreOnLoop(group.settings(ReadFrom.REPLICA))) {
            Async.until(() -> other.put(KEY, FOUND, MINUTE), "stored");
            Async.until(
                    () -> loop.get(KEY).equals(FOUND)
                            && group.replicas().stream()
                                            .mapToLong(ReplicaReadsTest::gets)
                                            .sum()
                                    > 0,
                    "read from a replica");
            assertThat(loop.recorded.count("refused MOVED")).isZero();
        }
    }
}
