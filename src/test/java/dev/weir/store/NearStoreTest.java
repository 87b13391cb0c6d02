package dev.weir.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.invalidation.Purges;
import dev.weir.message.Fence;
import dev.weir.message.StoreKey;
import dev.weir.message.StoredResponse;
import dev.weir.message.Terms;
import dev.weir.message.VaryIndex;
import dev.weir.message.Verdict;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NearStoreTest {
    private static final StoreKey KEY = StoredSamples.key("/products/1");
    private static final Duration KEEP = Duration.ofMinutes(1);
    private static final long MIB = 1 << 20;

    private Instant now = Instant.parse("2026-11-23T06:00:00Z");
    private final AtomicLong nanos = new AtomicLong();
    private final List<NearObserver.Why> dropped = new ArrayList<>();
    private final NearStore store = new NearStore(new NearSettings(MIB), () -> now, nanos::get, this::note);

    private synchronized void note(NearObserver.Why why) {
        dropped.add(why);
    }

    private static Lookup.Found found(StoreKey key, int bytes) {
        return StoredSamples.found(key, "x".repeat(bytes));
    }

    private static Lookup.Found given(long fillId, Instant responseTime) {
        StoredResponse sample = found(KEY, 10).response();
        Terms terms = sample.terms();
        return new Lookup.Found(new StoredResponse(
                fillId,
                sample.fence(),
                sample.key(),
                sample.selecting(),
                sample.groups(),
                sample.head(),
                sample.body(),
                new Terms(
                        responseTime,
                        terms.initialAge(),
                        terms.lifetime(),
                        terms.staleWhileRevalidate(),
                        terms.staleIfError(),
                        terms.fillTime(),
                        terms.reuse())));
    }

    private NearResponse held() {
        return requireNonNull(store.response(KEY));
    }

    @Test
    void whatIsPut_isThere_asLongAsItIsOfUse() {
        Lookup.Found found = found(KEY, 100);
        store.put(KEY, found, KEEP);
        assertThat(held().response()).isEqualTo(found.response());
        nanos.addAndGet(KEEP.toNanos());
        assertThat(store.response(KEY)).isNull();
    }

    @Test
    void theBound_isOfBytes_andWhatIsOverItGoes() {
        for (int i = 0; i < 300; i++) {
            StoreKey key = StoredSamples.key("/products/" + i);
            store.put(key, found(key, 10_000), KEEP);
        }
        store.settle();
        assertThat(store.bytes()).isBetween(MIB * 8 / 10, MIB);
        assertThat(store.responses()).isBetween(70L, 100L);
        assertThat(dropped).hasSize(300 - (int) store.responses()).containsOnly(NearObserver.Why.SIZE);
    }

    @Test
    void whatIsLongerThanTheBound_isNotKept() {
        store.put(KEY, found(KEY, 2 * (int) MIB), KEEP);
        store.settle();
        assertThat(store.response(KEY)).isNull();
        assertThat(store.bytes()).isZero();
    }

    @Test
    void aSliceOfALongBuffer_isKeptAsItsOwnBytes() {
        Buffer reply = Buffer.buffer("x".repeat(100_000));
        StoredResponse sample = found(KEY, 10).response();
        store.put(KEY, new Lookup.Found(sample.with(reply.slice(500, 1_500))), KEEP);
        reply.setByte(500, (byte) 'y');
        assertThat(held().response().body()).hasToString("x".repeat(1_000));
        assertThat(store.bytes()).isLessThan(3_000);
    }

    @Test
    void aNewerResponse_replacesAnOlder_andNotTheOtherWayRound() {
        store.put(KEY, given(1, now), KEEP);
        store.put(KEY, given(2, now.plusSeconds(1)), KEEP);
        assertThat(held().response().fillId()).isEqualTo(2);
        store.put(KEY, given(3, now), KEEP);
        assertThat(held().response().fillId()).isEqualTo(2);
    }

    @Test
    void theSameResponseAgain_isConfirmed() {
        Duration limit = Duration.ofSeconds(5);
        store.put(KEY, given(1, now), KEEP);
        NearResponse first = held();
        now = now.plusSeconds(6);
        assertThat(first.isConfirmedWithin(limit, now)).isFalse();
        store.put(KEY, given(1, now), KEEP);
        assertThat(held()).isSameAs(first);
        assertThat(first.isConfirmedWithin(limit, now)).isTrue();
    }

    @Nested
    class Indexes {
        private final StoreKey variant = new StoreKey(KEY.key(), "v");
        private final VaryIndex index = new VaryIndex(KEY.key(), List.of("accept"));

        @Test
        void removingTheResource_leavesItsVariantsOutOfReach() {
            store.put(KEY, new Lookup.Varies(index), KEEP);
            store.put(variant, found(variant, 10), KEEP);
            assertThat(store.index(KEY.key())).isEqualTo(index);
            store.remove(KEY.key());
            assertThat(store.index(KEY.key())).isNull();
            assertThat(store.response(KEY)).isNull();
        }

        @Test
        void oneKey_leadsToAResponseOrToAnIndex() {
            store.put(KEY, found(KEY, 10), KEEP);
            store.put(KEY, new Lookup.Varies(index), KEEP);
            assertThat(store.response(KEY)).isNull();
            store.put(KEY, found(KEY, 10), KEEP);
            assertThat(store.index(KEY.key())).isNull();
        }

        @Test
        void aVariant_leavesTheIndexAlone() {
            store.put(KEY, new Lookup.Varies(index), KEEP);
            store.put(variant, found(variant, 10), KEEP);
            store.remove(variant);
            assertThat(store.index(KEY.key())).isEqualTo(index);
        }

        @Test
        void alone_itAnswersAsAnyStoreDoes() {
            NearAlone alone = new NearAlone(store);
            assertThat(alone.get(KEY).result()).isEqualTo(Lookup.NOT_STORED);
            assertThat(alone.put(KEY, new Lookup.Varies(index), KEEP).result()).isTrue();
            alone.put(variant, found(variant, 10), KEEP);
            assertThat(alone.get(KEY).result()).isEqualTo(new Lookup.Varies(index));
            assertThat(alone.get(variant).result())
                    .isEqualTo(new Lookup.Found(found(variant, 10).response(), Tier.NEAR));
            assertThat(alone.remove(KEY).result()).isTrue();
            assertThat(alone.get(KEY).result()).isEqualTo(Lookup.NOT_STORED);
        }
    }

    /** A log that counts how often it is asked. */
    private static final class Log implements Purges {
        private int asked;
        private Verdict says = Verdict.NONE;

        @Override
        public Fence applied() {
            return Fence.START;
        }

        @Override
        public Verdict verdict(StoredResponse stored, Fence position) {
            asked++;
            return says;
        }
    }

    @Nested
    class Purged {
        private final Log log = new Log();

        @Test
        void purgesAreAsked_onceForEachPosition() {
            store.put(KEY, given(1, now), KEEP);
            for (int i = 0; i < 10; i++) {
                assertThat(held().verdict(log, new Fence(7))).isEqualTo(Verdict.NONE);
            }
            assertThat(log.asked).isEqualTo(1);
            assertThat(held().verdict(log, new Fence(8))).isEqualTo(Verdict.NONE);
            assertThat(log.asked).isEqualTo(2);
        }

        @Test
        void aVerdict_isNotForgotten() {
            store.put(KEY, given(1, now), KEEP);
            held().verdict(log, new Fence(7));
            log.says = Verdict.SOFT;
            assertThat(held().verdict(log, new Fence(8))).isEqualTo(Verdict.SOFT);
            assertThat(held().verdict(log, new Fence(8))).isEqualTo(Verdict.SOFT);
        }
    }
}
