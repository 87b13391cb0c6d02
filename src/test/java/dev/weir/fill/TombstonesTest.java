package dev.weir.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.CacheKey;
import dev.weir.message.StoreKey;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TombstonesTest {
    private static final StoreKey KEY = StoreKey.of(new CacheKey("k"));
    private static final StoreKey VARIANT = new StoreKey(new CacheKey("k"), "v");
    private static final long PROBE = Tombstones.PROBE.toNanos();
    private static final long KEPT = Tombstones.UNCACHEABLE.toNanos();

    private final Tombstones tombstones = new Tombstones();

    private long alone(StoreKey key, boolean credentials, long now) {
        return IntStream.range(0, 100)
                .filter(i -> tombstones.sendsAlone(key, credentials, now))
                .count();
    }

    @Test
    void uncacheable_isRememberedOfItsKeyAndClassOnly() {
        tombstones.uncacheable(KEY, true, 0);
        assertThat(alone(KEY, true, 1)).isEqualTo(100);
        assertThat(alone(KEY, false, 1)).isZero();
        assertThat(alone(VARIANT, true, 1)).isZero();
        assertThat(tombstones.hasTimedOut(KEY, 1)).isFalse();
    }

    @Test
    void oneRequestInEachProbe_looksAllTheSame() {
        tombstones.uncacheable(KEY, false, 0);
        assertThat(alone(KEY, false, PROBE - 1)).isEqualTo(100);
        assertThat(alone(KEY, false, PROBE)).isEqualTo(99);
        assertThat(alone(KEY, false, PROBE + 1)).isEqualTo(100);
        assertThat(alone(KEY, false, 2 * PROBE + 1)).isEqualTo(99);
    }

    @Test
    void uncacheable_isForgotten_unlessRenewed() {
        tombstones.uncacheable(KEY, false, 0);
        assertThat(alone(KEY, false, KEPT)).isZero();

        tombstones.uncacheable(KEY, false, 0);
        tombstones.uncacheable(KEY, false, KEPT - 1);
        assertThat(alone(KEY, false, KEPT)).isNotZero();
    }

    @Test
    void renewal_keepsTheNextProbe() {
        tombstones.uncacheable(KEY, false, 0);
        tombstones.uncacheable(KEY, false, KEPT - PROBE);
        assertThat(alone(KEY, false, KEPT - PROBE)).isEqualTo(99);
    }

    @Test
    void storable_takesBothClassesAway() {
        tombstones.uncacheable(KEY, false, 0);
        tombstones.uncacheable(KEY, true, 0);
        assertThat(tombstones.contradicts(KEY, 0)).isFalse();
        tombstones.storable(KEY, 0);
        assertThat(alone(KEY, false, 1) + alone(KEY, true, 1)).isZero();
        assertThat(tombstones.contradicts(KEY, 1)).isTrue();
        assertThat(tombstones.contradicts(VARIANT, 1)).isFalse();
    }

    @Test
    void timeOut_isRememberedForAMoment() {
        tombstones.timedOut(KEY, 0);
        assertThat(tombstones.hasTimedOut(KEY, Tombstones.TIMED_OUT.toNanos() - 1))
                .isTrue();
        assertThat(tombstones.hasTimedOut(KEY, Tombstones.TIMED_OUT.toNanos())).isFalse();
        assertThat(alone(KEY, false, 1)).isZero();
    }

    @Test
    void anyNumberOfKeys_takesNoMoreRoom_andMixesNoneUp() {
        for (int i = 0; i < 100_000; i++) {
            tombstones.uncacheable(StoreKey.of(new CacheKey("k" + i)), false, 0);
        }
        long remembered = IntStream.range(0, 200_000)
                .filter(i -> tombstones.sendsAlone(StoreKey.of(new CacheKey("k" + i)), false, 1))
                .peek(i -> assertThat(i).isLessThan(100_000))
                .count();
        assertThat(remembered).isBetween(1_000L, 4_096L);
        StoreKey longest = StoreKey.of(new CacheKey("k".repeat(1_025)));
        tombstones.uncacheable(longest, false, 0);
        assertThat(alone(longest, false, 1)).isZero();
    }
}
