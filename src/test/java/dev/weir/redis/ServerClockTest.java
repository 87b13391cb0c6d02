package dev.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ServerClockTest {
    private static final Instant LOCAL = Instant.parse("2026-11-23T06:00:00Z");
    private final ServerClock clock = new ServerClock(InstantSource.fixed(LOCAL));

    @Test
    void beforeAnyMeasurement_isTheLocalClock() {
        assertThat(clock.instant()).isEqualTo(LOCAL);
    }

    @Test
    void measured_isAheadByWhatTheServerWasHalfWay() {
        clock.measured(LOCAL.plusMillis(1_500), LOCAL, Duration.ofSeconds(1));
        assertThat(clock.instant()).isEqualTo(LOCAL.plusMillis(1_000));
    }

    @Test
    void serverBehind_isFollowedToo() {
        clock.measured(LOCAL.minusSeconds(60), LOCAL, Duration.ZERO);
        assertThat(clock.offset()).isEqualTo(Duration.ofMinutes(-1));
        assertThat(clock.instant()).isEqualTo(LOCAL.minusSeconds(60));
    }
}
