package dev.weir.redis;

import static dev.weir.redis.BreakerState.Sign.BAD;
import static dev.weir.redis.BreakerState.Sign.GOOD;
import static dev.weir.redis.BreakerState.Sign.HUNG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.BreakerState.Closed;
import dev.weir.redis.BreakerState.HalfOpen;
import dev.weir.redis.BreakerState.Open;
import dev.weir.redis.BreakerState.Sign;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class BreakerStateTest {
    private static BreakerState after(BreakerState state, int times, Sign sign) {
        BreakerState next = state;
        for (int i = 0; i < times; i++) {
            next = next.after(sign, 0);
        }
        return next;
    }

    @Test
    void few_badOnes_areNoReason() {
        assertThat(after(BreakerState.start(), BreakerState.LEAST - 1, BAD)).isInstanceOf(Closed.class);
        assertThat(after(BreakerState.start(), BreakerState.LEAST, BAD)).isInstanceOf(Open.class);
    }

    @Test
    void halfOfTheLatest_opens_andOldOnesAreForgotten() {
        BreakerState well = after(BreakerState.start(), 100, GOOD);
        assertThat(after(well, BreakerState.WINDOW / 2 - 1, BAD)).isInstanceOf(Closed.class);
        assertThat(after(well, BreakerState.WINDOW / 2, BAD)).isInstanceOf(Open.class);
        BreakerState recovered = after(after(well, BreakerState.WINDOW / 2 - 1, BAD), BreakerState.WINDOW, GOOD);
        assertThat(recovered).isEqualTo(well);
    }

    @Test
    void hungConnection_opensAtOnce() {
        assertThat(after(BreakerState.start(), 100, GOOD).after(HUNG, 7))
                .isEqualTo(new Open(7 + BreakerState.FIRST_PAUSE.toNanos(), 1));
    }

    @Test
    void open_isProbedAfterItsPause_andNotBefore() {
        Open open = new Open(1_000, 1);
        assertThat(open.at(999)).isEqualTo(open);
        assertThat(open.at(1_000)).isEqualTo(new HalfOpen(0, 1));
        assertThat(open.after(GOOD, 5_000))
                .as("what was sent before says nothing")
                .isEqualTo(open);
    }

    @Test
    void goodProbes_close_andOneBadOneOpensForLonger() {
        BreakerState half = new HalfOpen(0, 1);
        assertThat(after(half, BreakerState.PROBES, GOOD)).isEqualTo(BreakerState.start());
        assertThat(after(half, BreakerState.PROBES - 1, GOOD).after(BAD, 0))
                .isEqualTo(new Open(BreakerState.FIRST_PAUSE.multipliedBy(2).toNanos(), 2));
    }

    @Test
    void pauses_doubleUpToALimit() {
        assertThat(((Open) new HalfOpen(0, 50).after(BAD, 0)).until()).isEqualTo(BreakerState.LONGEST_PAUSE.toNanos());
    }

    @Property
    void goodReplies_neverOpen_andBadOnesOnlyByTheHalf(@ForAll List<Boolean> good) {
        BreakerState state = BreakerState.start();
        int bad = 0;
        for (boolean one : good) {
            state = state.after(one ? GOOD : BAD, 0);
            bad += one ? 0 : 1;
            if (state instanceof Open) {
                assertThat(bad).isGreaterThanOrEqualTo(BreakerState.LEAST / 2);
                return;
            }
        }
        assertThat(state).isInstanceOf(Closed.class);
    }
}
