package dev.weir.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = 1_000_000_000L;

    private static long taken(TokenBucket bucket, long at) {
        long state = TokenBucket.FULL;
        long count = 0;
        for (long next = bucket.take(state, at); next != TokenBucket.SPENT; next = bucket.take(state, at)) {
            state = next;
            count++;
        }
        return count;
    }

    @Test
    void aFullBucket_holdsATenthOfASecond_butAtLeastOne() {
        assertThat(taken(TokenBucket.of(100), 5 * SECOND)).isEqualTo(10);
        assertThat(taken(TokenBucket.of(1), 5 * SECOND)).isEqualTo(1);
        assertThat(taken(TokenBucket.of(1_000_000), 5 * SECOND)).isEqualTo(100_000);
    }

    @Test
    void oneTokenComesBack_aPeriodLater() {
        TokenBucket bucket = TokenBucket.of(2);
        long state = bucket.take(TokenBucket.FULL, 0);
        assertThat(bucket.take(state, SECOND / 2 - 1)).isEqualTo(TokenBucket.SPENT);
        assertThat(bucket.take(state, SECOND / 2)).isNotEqualTo(TokenBucket.SPENT);
    }

    @Test
    void aClockThatIsSetBack_doesNotCloseTheBucket() {
        TokenBucket bucket = TokenBucket.of(1);
        long state = bucket.take(TokenBucket.FULL, 1_000_000 * SECOND);
        assertThat(bucket.take(state, 5 * SECOND)).isEqualTo(6 * SECOND);
    }

    @Property
    void inAnySecond_noMoreThanTheRate_andATenthOfIt(
            @ForAll @IntRange(min = 1, max = 5_000) int perSecond,
            @ForAll @LongRange(min = 0, max = Long.MAX_VALUE / 2) long start,
            @ForAll long seed) {
        TokenBucket bucket = TokenBucket.of(perSecond);
        SplittableRandom random = new SplittableRandom(seed);
        long state = TokenBucket.FULL;
        int count = 0;
        long now = start;
        while (now - start < SECOND) {
            long next = bucket.take(state, now);
            if (next != TokenBucket.SPENT) {
                state = next;
                count++;
            }
            now += random.nextLong(SECOND / perSecond / 2 + 2);
        }
        assertThat(count).isLessThanOrEqualTo(perSecond + Math.max(1, perSecond / 10) + 1);
    }

    /** 10,000 keys go stale at once and are asked for at random; each is refreshed when the budget has a token for it. */
    @Test
    void tenThousandKeysThatExpireTogether_areRefreshedEvenly() {
        TokenBucket bucket = TokenBucket.of(500);
        SplittableRandom random = new SplittableRandom(1);
        boolean[] fresh = new boolean[10_000];
        int[] inSecond = new int[60];
        long state = TokenBucket.FULL;
        int left = fresh.length;
        int last = 0;
        for (int request = 0; left > fresh.length / 20; request++) {
            long now = request * SECOND / 4_000;
            int key = random.nextInt(fresh.length);
            long next = fresh[key] ? TokenBucket.SPENT : bucket.take(state, now);
            if (next != TokenBucket.SPENT) {
                state = next;
                fresh[key] = true;
                left--;
                last = (int) (now / SECOND);
                inSecond[last]++;
            }
        }
        double mean = IntStream.range(0, last).map(i -> inSecond[i]).average().orElseThrow();
        double max = IntStream.range(0, last).map(i -> inSecond[i]).max().orElseThrow();
        assertThat(last).isGreaterThan(10);
        assertThat(max / mean).isLessThanOrEqualTo(1.5);
    }
}
