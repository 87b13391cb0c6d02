package dev.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.StoreKey;
import dev.weir.store.Lookup;
import dev.weir.store.StoredSamples;
import dev.weir.testing.Async;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Keys find their masters, also while those die, hang, and hand slots over. */
class ClusterLinkTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int KEYS = 60;

    private static final RedisKeys NAMES = new RedisKeys("test");

    private static StoreKey key(int i) {
        return StoredSamples.key("/" + i);
    }

    private static Lookup.Found found(int i) {
        return StoredSamples.found(key(i), "body of " + i);
    }

    private static List<Lookup> all(StoreOnLoop loop) {
        return StoreOnLoop.await(loop.many(KEYS, i -> loop.store.get(key(i))));
    }

    private static List<Lookup> allFound() {
        List<Lookup> found = new ArrayList<>();
        IntStream.range(0, KEYS).forEach(i -> found.add(found(i)));
        return found;
    }

    private static StoreOnLoop connected(ClusterGroup group) {
        StoreOnLoop loop = new StoreOnLoop(group.settings());
        assertThat(StoreOnLoop.await(loop.store.firstAttempt())).isTrue();
        return loop;
    }

    private static void fill(StoreOnLoop loop) {
        assertThat(StoreOnLoop.await(loop.many(KEYS, i -> loop.store.put(key(i), found(i), MINUTE))))
                .containsOnly(true);
    }

    @Test
    void keys_areSpreadOverTheMasters_andFoundAgain() {
        try (ClusterGroup group = new ClusterGroup();
                StoreOnLoop loop = connected(group)) {
            fill(loop);
            assertThat(all(loop)).isEqualTo(allFound());
            assertThat(group.masters())
                    .allSatisfy(node -> assertThat(node.cli("DBSIZE")).isNotEqualTo("0"));
            assertThat(loop.recorded.count("refused MOVED")).isZero();
        }
    }

    @Test
    void killedMaster_costsItsOwnSlots_untilItsReplicaTakesOver() {
        try (ClusterGroup group = new ClusterGroup();
                StoreOnLoop loop = connected(group)) {
            fill(loop);
            ServerProcess dead = group.masters().getFirst();
            dead.kill();
            List<Lookup> meanwhile = all(loop);
            for (int i = 0; i < KEYS; i++) {
                boolean lost = group.firstMasterOf(NAMES.response(key(i))) == dead;
                assertThat(meanwhile.get(i)).isEqualTo(lost ? Lookup.UNREACHABLE : found(i));
            }
            Async.until(loop.store::isUp, "all slots have a link again");
            assertThat(all(loop)).isEqualTo(allFound());
        }
    }

    @Test
    void hangingMaster_isReplacedByItsReplica() {
        try (ClusterGroup group = new ClusterGroup();
                StoreOnLoop loop = connected(group)) {
            fill(loop);
            group.masters().getFirst().stop();
            assertThat(all(loop)).contains(Lookup.UNREACHABLE);
            Async.until(() -> all(loop).equals(allFound()), "everything is found again");
        }
    }

    @Test
    void handedOverSlot_isAMissAtMost_andFoundAtItsNewMaster() {
        try (ClusterGroup group = new ClusterGroup();
                StoreOnLoop loop = connected(group)) {
            fill(loop);
            ServerProcess from = group.firstMasterOf(NAMES.response(key(0)));
            ServerProcess to = group.masters().stream()
                    .filter(node -> node != from)
                    .findFirst()
                    .orElseThrow();
            group.move(
                    Slots.of(NAMES.response(key(0))),
                    from,
                    to,
                    () -> assertThat(loop.get(key(0))).isIn(found(0), Lookup.UNREACHABLE, Lookup.NOT_STORED));
            Async.until(() -> loop.get(key(0)).equals(found(0)), "found at the new master");
            assertThat(loop.put(key(0), found(0), MINUTE)).isTrue();
            assertThat(all(loop)).isEqualTo(allFound());
        }
    }

    @Test
    void noNodeAtStart_isMisses_untilOneComes() {
        try (ClusterGroup group = new ClusterGroup()) {
            group.nodes().forEach(ServerProcess::kill);
            try (StoreOnLoop loop = new StoreOnLoop(group.settings())) {
                assertThat(StoreOnLoop.await(loop.store.firstAttempt())).isFalse();
                assertThat(loop.get(key(0))).isEqualTo(Lookup.UNREACHABLE);
                group.nodes().forEach(ServerProcess::restart);
                Async.until(() -> loop.put(key(0), found(0), MINUTE), "stored");
            }
        }
    }

    @Test
    void standaloneServer_isNoCluster_andSaysSo() {
        try (ServerProcess alone = ServerProcess.start(List.of())) {
            RedisSettings wrong =
                    new RedisSettings(RedisSettings.Topology.CLUSTER, List.of(alone.uri()), Duration.ofMillis(300), 64);
            try (StoreOnLoop loop = new StoreOnLoop(wrong)) {
                assertThat(StoreOnLoop.await(loop.store.firstAttempt())).isFalse();
                assertThat(loop.store.trouble())
                        .isEqualTo("Redis at 127.0.0.1:" + alone.port() + ": is no node of a Cluster");
            }
        }
    }
}
