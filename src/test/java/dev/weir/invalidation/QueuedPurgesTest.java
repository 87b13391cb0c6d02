package dev.weir.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Async;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class QueuedPurgesTest {
    private static final PurgeOutcome REFUSED = new PurgeOutcome.Refused("no Redis");

    private final Vertx vertx = Vertx.vertx();
    private final ScriptedLog log = new ScriptedLog();
    private final AtomicInteger dropped = new AtomicInteger();
    private final QueuedPurges purges = new QueuedPurges(log, dropped::incrementAndGet);

    @AfterEach
    void close() {
        Async.await(vertx.close());
    }

    private static Subject uri(Object path) {
        return new Subject.Uri("http://a/" + path);
    }

    private Future<Purged> purge(Object... paths) {
        List<Subject> subjects = new ArrayList<>();
        for (Object path : paths) {
            subjects.add(uri(path));
        }
        return purges.purge(vertx.getOrCreateContext(), subjects);
    }

    private List<List<Subject>> entries() {
        return log.calls.stream().map(call -> call.purge().subjects()).toList();
    }

    private Promise<PurgeOutcome> held() {
        Promise<PurgeOutcome> answer = Promise.promise();
        log.next.add(answer.future());
        return answer;
    }

    @Test
    void purge_isOneEntry_andToldOnceItIsConfirmed() {
        Promise<PurgeOutcome> answer = held();
        Future<Purged> told = purge(1, 2);

        assertThat(told.isComplete()).isFalse();
        answer.complete(ScriptedLog.appended(7));

        assertThat(Async.await(told).outcome()).isEqualTo(ScriptedLog.appended(7));
        assertThat(entries()).containsExactly(List.of(uri(1), uri(2)));
        assertThat(log.calls.get(0).confirm()).isTrue();
    }

    @Test
    void whatComesMeanwhile_goesIntoTheNextEntry_eachSubjectOnce_andNeverJoinsTheFirst() {
        Promise<PurgeOutcome> first = held();
        Future<Purged> one = purge(1);
        List<Future<Purged>> later =
                IntStream.range(0, 50).mapToObj(i -> purge(1)).toList();
        Future<Purged> two = purge(2);
        assertThat(entries()).hasSize(1);

        first.complete(ScriptedLog.appended(7));

        Async.await(one);
        assertThat(Async.await(two).outcome()).isEqualTo(ScriptedLog.appended(2));
        later.forEach(told -> assertThat(Async.await(told).outcome()).isEqualTo(ScriptedLog.appended(2)));
        assertThat(entries()).containsExactly(List.of(uri(1)), List.of(uri(1), uri(2)));
    }

    @Test
    void slowLog_holdsNobodyLongerThanTheBound() {
        held();

        assertThat(Async.await(purge(1)).outcome()).isInstanceOf(PurgeOutcome.Unknown.class);
        assertThat(log.appliedHere).isEmpty();
    }

    @Test
    void logThatIsDown_isMadeUpForHere_atOnce_andAppendedLaterInOrder() {
        log.next.add(Future.succeededFuture(REFUSED));
        Promise<PurgeOutcome> retried = held();

        assertThat(Async.await(purge(1)).outcome()).isEqualTo(REFUSED);
        assertThat(Async.await(purge(2)).outcome()).isInstanceOf(PurgeOutcome.Unknown.class);
        Async.await(purge(3));
        Async.await(purge(1));

        assertThat(log.appliedHere.stream().flatMap(purge -> purge.subjects().stream()))
                .containsExactly(uri(1), uri(2), uri(3), uri(1));
        Async.until(() -> log.calls.size() == 2, "a retry");
        retried.complete(ScriptedLog.appended(9));
        Async.until(() -> purges.size() == 0, "an empty queue");
        assertThat(entries()).containsExactly(List.of(uri(1)), List.of(uri(2), uri(3), uri(1)));

        Async.await(purge(4));
        assertThat(entries().get(2)).containsExactly(uri(4));
        assertThat(log.appliedHere).hasSize(4);
    }

    @Test
    void retries_applyNothingHereAgain() {
        log.next.addAll(Collections.nCopies(3, Future.succeededFuture(REFUSED)));

        Async.await(purge(1));
        Async.until(() -> log.calls.size() == 4, "three retries");

        assertThat(log.appliedHere).hasSize(1);
        assertThat(entries()).containsOnly(List.of(uri(1)));
    }

    @Test
    void thoseWhoWaitForTheNextEntry_areTold_whenTheLogTurnsOutToBeDown() {
        Promise<PurgeOutcome> first = held();
        held();
        Future<Purged> one = purge(1);
        Future<Purged> two = purge(2);

        first.complete(REFUSED);

        Async.await(one);
        Async.await(two);
        assertThat(log.appliedHere.stream().flatMap(purge -> purge.subjects().stream()))
                .containsExactly(uri(1), uri(2));
    }

    @Test
    void fullQueue_keepsTheNewest_andCountsWhatItDrops() {
        log.next.add(Future.succeededFuture(REFUSED));
        Promise<PurgeOutcome> retried = held();
        held();
        Async.await(purge("first"));
        Async.until(() -> log.calls.size() == 2, "a retry");

        purges.purge(
                vertx.getOrCreateContext(),
                IntStream.range(0, QueuedPurges.MOST_QUEUED)
                        .mapToObj(QueuedPurgesTest::uri)
                        .toList());
        assertThat(purges.size()).isEqualTo(QueuedPurges.MOST_QUEUED + 1);
        retried.complete(REFUSED);

        assertThat(dropped).hasValue(1);
        assertThat(purges.size()).isEqualTo(QueuedPurges.MOST_QUEUED);
        Async.until(() -> log.calls.size() == 3, "another retry");
        assertThat(entries().get(2)).startsWith(uri(0)).doesNotContain(uri("first"));
    }

    @Test
    void caller_isToldOnItsOwnContext() {
        Promise<Boolean> same = Promise.promise();
        vertx.runOnContext(start -> {
            Context mine = vertx.getOrCreateContext();
            purge(1).onSuccess(told -> same.complete(vertx.getOrCreateContext() == mine));
        });

        assertThat(Async.await(same.future())).isTrue();
    }
}
