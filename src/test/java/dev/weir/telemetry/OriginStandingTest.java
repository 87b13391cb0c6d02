package dev.weir.telemetry;

import static dev.weir.telemetry.OriginStanding.Change.ANSWERS;
import static dev.weir.telemetry.OriginStanding.Change.FAILS;
import static dev.weir.telemetry.OriginStanding.Change.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.telemetry.OriginStanding.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OriginStandingTest {
    private final OriginStanding standing = new OriginStanding();
    private long now;

    /** f: a failure, a: an answer, each a second after the one before. */
    private List<Change> saw(String outcomes) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < outcomes.length(); i++) {
            now += Duration.ofSeconds(1).toNanos();
            changes.add(standing.saw(outcomes.charAt(i) == 'f', now));
        }
        return changes;
    }

    @Test
    void aRun_changesIt_once() {
        assertThat(saw("ffff")).containsOnly(NONE);
        assertThat(saw("f")).containsExactly(FAILS);
        assertThat(saw("fffffffffff")).containsOnly(NONE);
        assertThat(saw("aaaa")).containsOnly(NONE);
        assertThat(saw("a")).containsExactly(ANSWERS);
        assertThat(saw("aaaaaaaaa")).containsOnly(NONE);
    }

    @Test
    void singleFailures_areNoNews() {
        assertThat(saw("afaffafffaffffa")).containsOnly(NONE);
    }

    @Test
    void changes_areSomeTimeApart() {
        assertThat(saw("fffff")).endsWith(FAILS);
        assertThat(saw("aaaaaaaaa")).containsOnly(NONE);
        assertThat(saw("a")).containsExactly(ANSWERS);
    }
}
