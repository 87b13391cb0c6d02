package dev.weir.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Async;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PurgingTest {
    private static final Duration PATIENCE = Duration.ofMillis(700);

    private final ScriptedLog log = new ScriptedLog();
    private final List<List<Subject>> refilled = new ArrayList<>();
    private final Purging purging = new Purging(log, subjects -> {
        refilled.add(subjects);
        return Future.succeededFuture(3);
    });

    private static PurgeOrder order(int subjects, boolean refill) {
        return new PurgeOrder(
                IntStream.range(0, subjects)
                        .<Subject>mapToObj(i -> new Subject.Uri("http://a/" + i))
                        .toList(),
                true,
                refill,
                true,
                PATIENCE);
    }

    private Purged purge(PurgeOrder order) {
        return Async.await(purging.purge(order));
    }

    @Test
    void thousandSubjects_areOneEntry() {
        purge(order(1_000, false));

        assertThat(log.calls).hasSize(1);
        assertThat(log.calls.get(0).purge().subjects()).hasSize(1_000);
        assertThat(log.calls.get(0).purge().soft()).isTrue();
    }

    @Test
    void more_areSeveralEntries_inOrder_confirmedByTheLast() {
        Purged purged = purge(order(2_001, false));

        assertThat(log.calls.stream().map(call -> call.purge().subjects().size()))
                .containsExactly(1_000, 1_000, 1);
        assertThat(log.calls.stream().map(ScriptedLog.Call::confirm)).containsExactly(false, false, true);
        assertThat(log.calls.get(2).patience()).isEqualTo(PATIENCE);
        assertThat(log.calls.stream().flatMap(call -> call.purge().subjects().stream()))
                .isEqualTo(order(2_001, false).subjects());
        assertThat(purged).isEqualTo(new Purged(ScriptedLog.appended(3), -1));
    }

    @Test
    void subjectsSaidTwice_areWrittenOnce() {
        purge(new PurgeOrder(List.of(new Subject.All(), new Subject.All()), false, false, false, PATIENCE));

        assertThat(log.calls.get(0).purge().subjects()).containsExactly(new Subject.All());
        assertThat(log.calls.get(0).confirm()).isFalse();
    }

    @Test
    void refusal_isToldAsItIs_andNothingRefilled() {
        log.next.add(Future.succeededFuture(new PurgeOutcome.Refused("no Redis")));

        assertThat(purge(order(1, true))).isEqualTo(new Purged(new PurgeOutcome.Refused("no Redis"), -1));
        assertThat(refilled).isEmpty();
    }

    @Test
    void refusalHalfWay_isUnknown_forSomeStandsInTheLog() {
        log.next.add(Future.succeededFuture(ScriptedLog.appended(1)));
        log.next.add(Future.succeededFuture(new PurgeOutcome.Refused("no Redis")));

        assertThat(purge(order(2_500, false)).outcome())
                .isEqualTo(new PurgeOutcome.Unknown("1 of 3 entries stand in the log; of the next: no Redis"));
        assertThat(log.calls).hasSize(2);
    }

    @Test
    void refill_beginsOnceItStands() {
        Purged purged = purge(order(1, true));

        assertThat(purged.refilling()).isEqualTo(3);
        assertThat(refilled).containsExactly(order(1, true).subjects());
    }
}
