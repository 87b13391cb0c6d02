package dev.weir.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Times in 64 bits of microseconds: what fits comes back, what does not is cut to the nearest that does. */
class PackedTimesTest {
    private static final Duration MOST = PackedTimes.duration(Long.MAX_VALUE);
    private static final Duration LEAST = PackedTimes.duration(Long.MIN_VALUE);

    @Provide
    Arbitrary<Duration> durations() {
        return Arbitraries.oneOf(
                Arbitraries.of(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999), Duration.ofSeconds(Long.MIN_VALUE)),
                Arbitraries.longs().map(Duration::ofSeconds),
                Arbitraries.longs().map(Duration::ofNanos));
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.oneOf(
                Arbitraries.of(Instant.MIN, Instant.MAX, Instant.EPOCH),
                Arbitraries.longs()
                        .between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond())
                        .map(Instant::ofEpochSecond));
    }

    @Property
    void durations_comeBack_orAreCut(@ForAll("durations") Duration time) {
        Duration back = PackedTimes.duration(PackedTimes.micros(time));
        boolean fits = time.compareTo(MOST.minusSeconds(1)) <= 0 && time.compareTo(LEAST.plusSeconds(2)) >= 0;
        if (fits) {
            assertThat(time.minus(back)).isBetween(Duration.ZERO, Duration.ofNanos(999));
        } else {
            assertThat(back).isBetween(LEAST, MOST);
            assertThat(back.isNegative()).isEqualTo(time.isNegative());
        }
    }

    @Property
    void instants_keepTheirOrder(@ForAll("instants") Instant a, @ForAll("instants") Instant b) {
        Instant first = PackedTimes.instant(PackedTimes.micros(a));
        Instant second = PackedTimes.instant(PackedTimes.micros(b));
        assertThat(Integer.signum(first.compareTo(second))).isIn(0, Integer.signum(a.compareTo(b)));
    }
}
