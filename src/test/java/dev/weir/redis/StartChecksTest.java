package dev.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisSettings.Topology;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartChecksTest {
    private static List<String> missing(Topology topology, String memory, String policy, String replicas) {
        return missing(topology, memory, policy, replicas, true);
    }

    private static List<String> missing(
            Topology topology, String memory, String policy, String replicas, boolean guarantees) {
        return StartChecks.missing(
                Map.of("maxmemory", memory, "maxmemory-policy", policy, "min-replicas-to-write", replicas),
                new RedisSettings(topology, List.of("redis://h"), Duration.ofMillis(200), 64),
                guarantees);
    }

    @Test
    void cacheAsItShouldBe_lacksNothing() {
        assertThat(missing(Topology.STANDALONE, "1000000", "volatile-lfu", "0")).isEmpty();
        assertThat(missing(Topology.SENTINEL, "1000000", "volatile-ttl", "1")).isEmpty();
    }

    @Test
    void eachThingThatIsMissing_isNamedWithWhatIsExpected() {
        assertThat(missing(Topology.STANDALONE, "0", "noeviction", "0"))
                .singleElement()
                .asString()
                .startsWith("maxmemory is not set");
        assertThat(missing(Topology.STANDALONE, "1000000", "noeviction", "0"))
                .singleElement()
                .asString()
                .startsWith("maxmemory-policy is noeviction (expected: volatile-lfu)");
        assertThat(missing(Topology.CLUSTER, "1000000", "allkeys-lru", "0"))
                .hasSize(2)
                .anyMatch(line -> line.startsWith("maxmemory-policy is allkeys-lru"))
                .anyMatch(line -> line.startsWith("min-replicas-to-write is 0"));
    }

    @Test
    void replicasAreMissed_whereMastersAreReplaced_andTheFleetIsPromisedSomething() {
        assertThat(missing(Topology.SENTINEL, "1000000", "volatile-lfu", "0", true))
                .hasSize(1);
        assertThat(missing(Topology.SENTINEL, "1000000", "volatile-lfu", "0", false))
                .isEmpty();
        assertThat(missing(Topology.STANDALONE, "1000000", "volatile-lfu", "0", true))
                .isEmpty();
    }
}
