package dev.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BackoffTest {
    private static final Duration FIRST = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    @Property
    void delay_doublesUpToALimitAndIsHalfChance(@ForAll @IntRange(max = 10_000) int attempt, @ForAll long seed) {
        Duration ceiling = attempt > 6 ? LONGEST : FIRST.multipliedBy(1L << attempt);
        Duration delay = new Backoff(FIRST, LONGEST, new Random(seed)).delay(attempt);
        assertThat(delay).isBetween(ceiling.dividedBy(2), ceiling);
    }
}
