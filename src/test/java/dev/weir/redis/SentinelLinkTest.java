package dev.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.StoreKey;
import dev.weir.store.Lookup;
import dev.weir.store.StoredSamples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Failovers as the Sentinels carry them out, followed by asking them. */
class SentinelLinkTest {
    private static final StoreKey KEY = StoredSamples.key("/");
    private static final Lookup.Found FOUND = StoredSamples.found(KEY, "body");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void killedMaster_isReplacedByThePromotedReplica() throws Exception {
        try (SentinelGroup group = new SentinelGroup();
                StoreOnLoop loop = StoreOnLoop.connected(group.settings())) {
            assertThat(loop.put(KEY, FOUND, MINUTE)).isTrue();
            group.servers().getFirst().kill();
            loop.recorded.await("up", 2);
            assertThat(group.servers().get(1).cli("ROLE")).startsWith("master");
            assertThat(loop.get(KEY)).isEqualTo(FOUND);
            assertThat(loop.put(KEY, FOUND, MINUTE)).isTrue();
        }
    }

    @Test
    void hangingMaster_isReplacedToo_andNotReturnedTo() throws Exception {
        try (SentinelGroup group = new SentinelGroup();
                StoreOnLoop loop = StoreOnLoop.connected(group.settings())) {
            ServerProcess first = group.servers().getFirst();
            first.stop();
            assertThat(loop.get(KEY)).isEqualTo(Lookup.UNREACHABLE);
            loop.recorded.await("up", 2);
            loop.recorded.await("breaker CLOSED");
            first.cont();
            assertThat(loop.put(KEY, FOUND, MINUTE)).isTrue();
            assertThat(group.servers().get(1).cli("DBSIZE")).isEqualTo("1");
        }
    }

    /** Nobody ends the connection when a server is demoted by hand: its refusal to write is what tells. */
    @Test
    void demotedMaster_isLeft_onItsFirstRefusal() throws Exception {
        try (SentinelGroup group = new SentinelGroup();
                ServerProcess other = ServerProcess.start(List.of())) {
            RedisSettings both = new RedisSettings(
                    RedisSettings.Topology.STANDALONE,
                    List.of(group.servers().getFirst().uri(), other.uri()),
                    Duration.ofMillis(300),
                    64);
            group.sentinels().forEach(ServerProcess::kill);
            try (StoreOnLoop loop = StoreOnLoop.connected(both)) {
                group.servers().getFirst().cli("REPLICAOF", "127.0.0.1", Integer.toString(other.port()));
                assertThat(loop.put(KEY, FOUND, MINUTE)).isFalse();
                loop.recorded.await("refused READONLY");
                loop.recorded.await("up", 2);
                assertThat(loop.put(KEY, FOUND, MINUTE)).isTrue();
                assertThat(other.cli("DBSIZE")).isEqualTo("1");
            }
        }
    }
}
