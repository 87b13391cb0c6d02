package dev.weir.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.origin.OriginSettings.Overload;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {
    private static final long USUAL = Duration.ofMillis(100).toNanos();

    private static ConcurrencyLimit limit(boolean adaptive) {
        return new ConcurrencyLimit(
                new OriginSettings(
                        "o",
                        URI.create("http://127.0.0.1:1"),
                        Duration.ofSeconds(10),
                        200,
                        new Overload(adaptive, 10, Duration.ofSeconds(1))),
                0);
    }

    private long now = 8 * USUAL;

    private void answers(ConcurrencyLimit limit, int count, long took) {
        for (int i = 0; i < count; i++) {
            now += Duration.ofMillis(5).toNanos();
            limit.answered(now - took, took, 200);
        }
    }

    @Test
    void slowerThanUsual_isGivenLess_andUsualAgainIsGivenMore() {
        ConcurrencyLimit limit = limit(true);
        answers(limit, 1_000, USUAL);
        assertThat(limit.found()).isEqualTo(200);
        answers(limit, 100, 8 * USUAL);
        assertThat(limit.found()).isLessThan(50);
        answers(limit, 1_000, USUAL);
        assertThat(limit.found()).isEqualTo(200);
    }

    @Test
    void singleSlowAnswers_narrowNothing() {
        ConcurrencyLimit limit = limit(true);
        for (int i = 0; i < 100; i++) {
            answers(limit, 19, USUAL);
            answers(limit, 1, 5 * USUAL);
        }
        assertThat(limit.found()).isGreaterThan(180);
    }

    @Test
    void fixedLimit_isWhatIsConfigured() {
        ConcurrencyLimit limit = limit(false);
        answers(limit, 200, 8 * USUAL);
        assertThat(limit.now(now, 0)).isEqualTo(200);
        assertThat(limit.found()).isEqualTo(200);
    }

    @Test
    void adaptiveLimit_isApproachedGradually() {
        assertThat(limit(true).now(0, 0)).isEqualTo(Ramp.FLOOR);
    }
}
