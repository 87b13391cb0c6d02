package dev.weir.policy;

import static dev.weir.policy.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EarlyRefreshTest {
    private static final Duration LIFETIME = Duration.ofSeconds(100);
    private static final Duration DELTA = Duration.ofSeconds(1);

    private static Terms terms(Duration lifetime, Duration fillTime) {
        return new Terms(
                NOW, Duration.ZERO, lifetime, Duration.ofMinutes(1), Duration.ZERO, fillTime, Terms.Reuse.FREE);
    }

    private static boolean isDue(double beta, double chance, double left) {
        Instant now = NOW.plus(LIFETIME).minusMillis((long) (left * 1000));
        return EarlyRefresh.isDue(terms(LIFETIME, DELTA), beta, chance, now);
    }

    /** The paper's rule: now − delta · beta · ln(chance) ≥ expiry. */
    @Test
    void chanceDecides_byWhatIsLeft() {
        double usual = Math.exp(-1);
        assertThat(isDue(1, usual, 0.99)).isTrue();
        assertThat(isDue(1, usual, 1.01)).isFalse();
        assertThat(isDue(2, usual, 1.99)).isTrue();
        assertThat(isDue(2, usual, 2.01)).isFalse();
        assertThat(isDue(1, 1, 0.001)).isFalse();
    }

    @Test
    void theUnlikeliestChance_isTooEarly_beforeAnEighthIsLeft() {
        assertThat(isDue(1, 0, 13.4)).isTrue();
        assertThat(isDue(1, 0, 13.6)).isFalse();
    }

    @Test
    void betaZero_neverIs() {
        assertThat(isDue(0, 0, 0.001)).isFalse();
        assertThat(isDue(0, 0.5, 0.001)).isFalse();
    }

    @Test
    void whatIsStale_isNobodysEarlyRefresh() {
        assertThat(isDue(1, 0, 0)).isFalse();
        assertThat(isDue(1, 0, -1)).isFalse();
    }

    @Test
    void aFillThatTookNoTime_isNotAnticipated() {
        Terms terms = terms(LIFETIME, Duration.ZERO);
        assertThat(EarlyRefresh.isDue(terms, 1, 0, NOW.plusMillis(99_999))).isFalse();
        assertThat(EarlyRefresh.isDue(terms, 1, 1e-300, NOW.plusMillis(99_999))).isFalse();
    }

    @Test
    void timesBeyondMeasure_areNoFailure() {
        Duration longest = Duration.ofSeconds(Long.MAX_VALUE / 4);
        Terms terms = new Terms(
                Instant.ofEpochSecond(0),
                Duration.ZERO,
                longest,
                Duration.ZERO,
                Duration.ZERO,
                longest,
                Terms.Reuse.FREE);
        assertThat(EarlyRefresh.isDue(terms, 1, 0.5, NOW)).isFalse();
    }

    /** A key of 2 s, asked for 10 to 10,000 times a second from an origin that takes 20 ms to 1 s. */
    @Test
    void ofAHotKey_theOriginIsAskedLittleMoreOften_andInTime() {
        for (int perSecond : new int[] {100, 1_000, 10_000}) {
            for (int millis : new int[] {20, 100, 500}) {
                Course course = new Course(perSecond, Duration.ofMillis(millis));
                course.run(Duration.ofMinutes(10));
                assertThat(course.fillsEachLifetime())
                        .as("fills a lifetime at %d/s, %d ms", perSecond, millis)
                        .isBetween(0.8, 1.2);
                assertThat(course.staleShare())
                        .as("requests that found it stale at %d/s, %d ms", perSecond, millis)
                        .isLessThan(0.05);
            }
        }
    }

    /** Requests for one key in even steps of time, and the fills that they set off, one at a time. */
    private static final class Course {
        private static final Duration HOT = Duration.ofSeconds(2);

        private final SplittableRandom random = new SplittableRandom(7);
        private final int perSecond;
        private final Duration fillTime;
        private int fills;
        private int stale;
        private int requests;

        Course(int perSecond, Duration fillTime) {
            this.perSecond = perSecond;
            this.fillTime = fillTime;
        }

        void run(Duration length) {
            requests = (int) length.toSeconds() * perSecond;
            Instant storedAt = NOW;
            Instant landing = Instant.MAX;
            for (int i = 0; i < requests; i++) {
                Instant now = NOW.plusNanos(i * 1_000_000_000L / perSecond);
                if (!landing.isAfter(now)) {
                    storedAt = landing;
                    landing = Instant.MAX;
                }
                boolean expired = !storedAt.plus(HOT).isAfter(now);
                stale += expired ? 1 : 0;
                if (landing.equals(Instant.MAX) && (expired || isDue(storedAt, now))) {
                    fills++;
                    landing = now.plus(fillTime);
                }
            }
        }

        private boolean isDue(Instant storedAt, Instant now) {
            Terms terms =
                    new Terms(storedAt, Duration.ZERO, HOT, Duration.ZERO, Duration.ZERO, fillTime, Terms.Reuse.FREE);
            return EarlyRefresh.isDue(terms, 1, random.nextDouble(), now);
        }

        double fillsEachLifetime() {
            return (double) fills * HOT.toSeconds() * perSecond / requests;
        }

        double staleShare() {
            return (double) stale / requests;
        }
    }
}
