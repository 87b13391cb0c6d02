package dev.weir.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.origin.ResilienceSettings.Checks;
import dev.weir.origin.ResilienceSettings.Ejection;
import dev.weir.origin.ServerStatus.State;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ServerHealthTest {
    private static final Ejection RULES = new Ejection(3, Set.of(), Duration.ofSeconds(10), Duration.ofSeconds(35));
    private static final Checks CHECKS =
            new Checks("/", Duration.ofSeconds(1), Duration.ofSeconds(1), 2, 3, Set.of(200));

    private static long at(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void failures_countInARow() {
        ServerHealth health = ServerHealth.UNKNOWN.failed().failed();
        assertThat(health.isFailing(RULES)).isFalse();
        assertThat(health.failed().isFailing(RULES)).isTrue();
        assertThat(health.answered(RULES, 0).failed().isFailing(RULES)).isFalse();
    }

    @Test
    void ejections_grow_upToTheLongest() {
        assertThat(RULES.length(0)).isEqualTo(Duration.ofSeconds(10));
        assertThat(RULES.length(1)).isEqualTo(Duration.ofSeconds(20));
        assertThat(RULES.length(2)).isEqualTo(Duration.ofSeconds(35));
        assertThat(RULES.length(1000)).isEqualTo(Duration.ofSeconds(35));
    }

    @Test
    void ejected_isTakenBackOnProbation() {
        ServerHealth ejected = ServerHealth.UNKNOWN.failed().eject(RULES, at(1));
        assertThat(ejected.state()).isEqualTo(State.EJECTED);
        assertThat(ejected.left(at(4))).isEqualTo(Duration.ofSeconds(7));
        ServerHealth back = ejected.readmitted(RULES);
        assertThat(back.state()).isEqualTo(State.UP);
        assertThat(back.isFailing(RULES)).isFalse();
        assertThat(back.failed().isFailing(RULES)).isTrue();
        assertThat(back.failed().eject(RULES, at(11)).left(at(11))).isEqualTo(Duration.ofSeconds(20));
        assertThat(back.answered(RULES, at(12)).failed().isFailing(RULES)).isFalse();
    }

    @Test
    void goodAnswers_forAsLongAsItWasEjected_wipeTheSlate() {
        ServerHealth back = ServerHealth.UNKNOWN.eject(RULES, 0).readmitted(RULES);
        assertThat(back.answered(RULES, at(20)).ejections()).isEqualTo(1);
        assertThat(back.answered(RULES, at(21)).ejections()).isZero();
    }

    @Test
    void checks_takeOutAndBack_byStreaks() {
        ServerHealth doubted = ServerHealth.UNKNOWN.checked(false, CHECKS).checked(false, CHECKS);
        assertThat(doubted.state()).isEqualTo(State.UP);
        assertThat(doubted.checked(true, CHECKS).checked(false, CHECKS).state()).isEqualTo(State.UP);
        ServerHealth down = doubted.checked(false, CHECKS);
        assertThat(down.state()).isEqualTo(State.DOWN);
        assertThat(down.checked(true, CHECKS)
                        .checked(false, CHECKS)
                        .checked(true, CHECKS)
                        .state())
                .isEqualTo(State.DOWN);
        assertThat(down.checked(true, CHECKS).checked(true, CHECKS).state()).isEqualTo(State.UP);
    }

    @Test
    void downAndEjected_areIndependent() {
        ServerHealth both = ServerHealth.UNKNOWN.eject(RULES, 0);
        for (int i = 0; i < 3; i++) {
            both = both.checked(false, CHECKS);
        }
        assertThat(both.state()).isEqualTo(State.DOWN);
        assertThat(both.readmitted(RULES).state()).isEqualTo(State.DOWN);
        assertThat(both.checked(true, CHECKS).checked(true, CHECKS).state()).isEqualTo(State.EJECTED);
    }
}
