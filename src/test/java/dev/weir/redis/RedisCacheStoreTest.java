package dev.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.StoreKey;
import dev.weir.message.VaryIndex;
import dev.weir.store.Lookup;
import dev.weir.store.StoredCodec;
import dev.weir.store.StoredSamples;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RedisCacheStoreTest {
    private static final Duration KEEP = Duration.ofMinutes(10);
    private static final StoreKey KEY = StoredSamples.key("/products/1");
    private static final String IN_REDIS = "weir:test:r:{GET%20http://shop.example/products/1}";
    private static final Lookup.Found FOUND = StoredSamples.found(KEY, "one");

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private StoreOnLoop loop;

    @BeforeEach
    void connect() throws InterruptedException {
        loop = StoreOnLoop.connected(REDIS.settings());
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void whatWasPut_isFound() {
        assertThat(loop.get(KEY)).isEqualTo(Lookup.NOT_STORED);
        assertThat(loop.put(KEY, FOUND, KEEP)).isTrue();
        assertThat(loop.get(KEY)).isEqualTo(FOUND);
        assertThat(loop.recorded.all()).containsExactly("TIME OK", "up", "GET OK", "SET OK", "GET OK");
    }

    @Test
    void index_leadsToTheVariant() {
        Lookup.Varies index = new Lookup.Varies(new VaryIndex(KEY.key(), List.of("accept-encoding")));
        StoreKey variant = new StoreKey(KEY.key(), "Zk3");
        loop.put(KEY, index, KEEP);
        loop.put(variant, FOUND, KEEP);
        assertThat(loop.get(KEY)).isEqualTo(index);
        assertThat(loop.get(variant)).isEqualTo(FOUND);
        assertThat(REDIS.cli("KEYS", "weir:test:*").lines()).containsExactlyInAnyOrder(IN_REDIS, IN_REDIS + ":Zk3");
    }

    @Test
    void whatWasRemoved_isNotStored() {
        loop.put(KEY, FOUND, KEEP);
        assertThat(loop.remove(KEY)).isTrue();
        assertThat(loop.get(KEY)).isEqualTo(Lookup.NOT_STORED);
        assertThat(loop.remove(KEY)).isTrue();
    }

    @Test
    void everyValue_expires() {
        loop.put(KEY, FOUND, Duration.ofMillis(90_500));
        assertThat(Long.parseLong(REDIS.cli("PTTL", IN_REDIS))).isBetween(1L, 90_500L);
        loop.put(KEY, FOUND, Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(Long.parseLong(REDIS.cli("PTTL", IN_REDIS)))
                .isBetween(1L, Duration.ofDays(3650).toMillis());
    }

    @Test
    void valueOfNoUse_isNotStored() {
        assertThat(loop.put(KEY, FOUND, Duration.ofNanos(999_999))).isFalse();
        assertThat(REDIS.cli("EXISTS", IN_REDIS)).isEqualTo("0");
    }

    @Test
    void foreignValue_isACountedMissAndOverwritten() {
        REDIS.cli("SET", IN_REDIS, "{\"not\": \"ours\"}");
        assertUnreadableThenOverwritten("unreadable FOREIGN");
    }

    @Test
    void valueOfAnotherType_isACountedMissAndOverwritten() {
        REDIS.cli("RPUSH", IN_REDIS, "a", "b");
        assertUnreadableThenOverwritten("unreadable FOREIGN");
    }

    @Test
    void truncatedValue_isACountedMissAndOverwritten() {
        REDIS.cli("SET", IN_REDIS, Arrays.copyOf(StoredCodec.encode(KEY, FOUND), 100));
        assertUnreadableThenOverwritten("unreadable TRUNCATED");
    }

    @Test
    void corruptValue_isACountedMissAndOverwritten() {
        byte[] packed = StoredCodec.encode(KEY, FOUND);
        packed[packed.length / 2]++;
        REDIS.cli("SET", IN_REDIS, packed);
        assertUnreadableThenOverwritten("unreadable CORRUPT");
    }

    @Test
    void valueOfAnotherKey_isNeverServed() {
        StoreKey other = StoredSamples.key("/products/2");
        REDIS.cli("SET", IN_REDIS, StoredCodec.encode(other, StoredSamples.found(other, "two")));
        assertThat(loop.get(KEY)).isEqualTo(Lookup.NOT_STORED);
        assertThat(loop.recorded.count("unreadable OTHER_KEY")).isEqualTo(1);
    }

    @Test
    void manyAtOnce_eachGetsItsOwn() throws InterruptedException {
        int count = 10_000;
        try (StoreOnLoop wide = StoreOnLoop.connected(new RedisSettings(
                RedisSettings.Topology.STANDALONE, List.of(REDIS.uri()), StoreOnLoop.PATIENCE, count))) {
            StoreOnLoop.await(wide.many(count, i -> {
                StoreKey key = StoredSamples.key("/products/" + i);
                return wide.store.put(key, StoredSamples.found(key, "body " + i), KEEP);
            }));
            List<Lookup> found =
                    StoreOnLoop.await(wide.many(count, i -> wide.store.get(StoredSamples.key("/products/" + i))));
            for (int i = 0; i < count; i++) {
                assertThat(((Lookup.Found) found.get(i)).response().body().toString())
                        .isEqualTo("body " + i);
            }
        }
    }

    @Test
    void callerOnAnotherLoop_isAnsweredThere() {
        loop.put(KEY, FOUND, KEEP);
        Context elsewhere = loop.anotherLoop();
        Future<Boolean> answeredThere = Future.future(done -> elsewhere.runOnContext(v -> loop.store
                .get(KEY)
                .map(found -> found.equals(FOUND) && Vertx.currentContext() == elsewhere)
                .onComplete(done)));
        assertThat(StoreOnLoop.await(answeredThere)).isTrue();
    }

    @Test
    void serverClock_followsTheServer() {
        List<String> time = REDIS.cli("TIME").lines().toList();
        Instant server = Instant.ofEpochSecond(Long.parseLong(time.get(0)), Long.parseLong(time.get(1)) * 1_000);
        assertThat(Duration.between(server, loop.clock.instant()).abs()).isLessThan(Duration.ofSeconds(5));
        assertThat(loop.clock.offset()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
    }

    private void assertUnreadableThenOverwritten(String event) {
        assertThat(loop.get(KEY)).isEqualTo(Lookup.UNREADABLE);
        assertThat(loop.recorded.count(event)).isEqualTo(1);
        assertThat(loop.put(KEY, FOUND, KEEP)).isTrue();
        assertThat(loop.get(KEY)).isEqualTo(FOUND);
    }
}
