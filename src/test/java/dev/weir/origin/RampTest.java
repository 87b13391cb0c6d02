package dev.weir.origin;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RampTest {
    private static final int MOST = 256;

    @Test
    void fullStep_growsByHalf_upToTheLimit() {
        Ramp ramp = Ramp.starting(0);
        int[] expected = {24, 36, 54, 81, 121, 181, 256, 256};
        for (int step = 0; step < expected.length; step++) {
            ramp = ramp.at((step + 1) * Ramp.STEP, ramp.allowed(), MOST);
            assertThat(ramp.allowed()).isEqualTo(expected[step]);
        }
    }

    @Test
    void withinAStep_nothingGrows() {
        Ramp ramp = Ramp.starting(0).at(Ramp.STEP - 1, Ramp.FLOOR, MOST);
        assertThat(ramp.allowed()).isEqualTo(Ramp.FLOOR);
        assertThat(ramp.peak()).isEqualTo(Ramp.FLOOR);
    }

    @Test
    void whatIsNotUsedForLong_isForgotten() {
        Ramp wide = new Ramp(200, 10, 0);
        assertThat(wide.at(Ramp.STEP, 10, MOST).allowed()).isEqualTo(200);
        assertThat(wide.at(20 * Ramp.STEP, 10, MOST).allowed()).isEqualTo(100);
    }

    @Property
    void never_isMoreThanTheLimit_orGrowsByMoreThanHalf(
            @ForAll @IntRange(min = 1, max = 500) int most,
            @ForAll @IntRange(min = 1, max = 500) int allowed,
            @ForAll @IntRange(max = 500) int inFlight,
            @ForAll @IntRange(max = 100) int steps) {
        int next = new Ramp(allowed, 0, 0).at(steps * Ramp.STEP, inFlight, most).allowed();
        assertThat(next).isBetween(1, Math.max(most, allowed));
        assertThat(next).isLessThanOrEqualTo(Math.max(Math.min(Ramp.FLOOR, most), allowed + Math.max(1, allowed / 2)));
    }
}
