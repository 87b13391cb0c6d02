package dev.weir.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.Body;
import dev.weir.testing.Async;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BodyTeeTest {
    private static final int MAX_BODY = 100;
    private static final int WINDOW = (int) BodyTee.WINDOW;
    private static final int MAX_LAG = 1 << 20;
    private static final BodyTee.Bounds BOUNDS = new BodyTee.Bounds(MAX_BODY, MAX_LAG);

    private final Loops loops = new Loops();
    private final ScriptedBody source = new ScriptedBody();
    private final List<String> endings = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();

    @AfterEach
    void close() {
        loops.close();
    }

    /** Fed on the first loop. */
    private BodyTee tee(long announced) {
        return new BodyTee(loops.one, source.announcing(announced), BOUNDS, nanos::get, new BodyTee.Ending() {
            @Override
            public void whole(Buffer body) {
                endings.add("whole " + body);
            }

            @Override
            public void outgrown() {
                endings.add("outgrown");
            }

            @Override
            public void truncated() {
                endings.add("truncated");
            }
        });
    }

    private BodyTee started(long announced) {
        BodyTee tee = tee(announced);
        loops.run(loops.one, tee::start);
        return tee;
    }

    private void feed(Runnable action) {
        loops.run(loops.one, action);
        loops.settle();
    }

    private record Reader(TeeReader stream, Taken taken, Context context) {}

    private Reader read(BodyTee tee, Context context) {
        return loops.on(context, () -> {
            TeeReader stream = Objects.requireNonNull(tee.reader(context));
            return new Reader(stream, Taken.from(stream), context);
        });
    }

    private Reader reading(BodyTee tee, Context context) {
        Reader reader = read(tee, context);
        loops.run(context, reader.stream()::resume);
        return reader;
    }

    @Test
    void everyReader_getsEveryPiece_onItsOwnContext_whileItArrives() {
        BodyTee tee = started(Body.UNKNOWN);
        Reader here = reading(tee, loops.one);
        Reader there = reading(tee, loops.two);

        feed(() -> source.piece("one "));
        assertThat(here.taken().text).hasValue("one ");
        assertThat(there.taken().text).hasValue("one ");
        feed(() -> source.piece("two"));
        feed(source::end);

        assertThat(there.taken().text).hasValue("one two");
        assertThat(there.taken().end).hasValue("whole");
        assertThat(here.taken().end).hasValue("whole");
        assertThat(endings).containsExactly("whole one two");
    }

    @Test
    void lateReader_beginsAtTheStart_evenAfterTheEnd() {
        BodyTee tee = started(Body.UNKNOWN);
        feed(() -> source.piece("one "));
        feed(() -> source.piece("two"));
        Reader late = reading(tee, loops.two);
        loops.settle();
        assertThat(late.taken().text).hasValue("one two");

        feed(source::end);
        Reader last = reading(tee, loops.two);
        loops.settle();
        assertThat(last.taken().text).hasValue("one two");
        assertThat(last.taken().end).hasValue("whole");
    }

    @Test
    void pause_fetch_andResume_areEachReadersOwn() {
        BodyTee tee = started(Body.UNKNOWN);
        Reader fast = reading(tee, loops.one);
        Reader slow = read(tee, loops.two);
        feed(() -> source.piece("1"));
        feed(() -> source.piece("2"));
        feed(() -> source.piece("3"));
        assertThat(fast.taken().text).hasValue("123");
        assertThat(slow.taken().text).hasValue("");

        loops.run(loops.two, () -> slow.stream().fetch(2));
        assertThat(slow.taken().text).hasValue("12");
        loops.run(
                loops.two,
                () -> slow.stream()
                        .pause()
                        .fetch(Long.MAX_VALUE)
                        .fetch(1)
                        .pause()
                        .fetch(1));
        assertThat(slow.taken().text).hasValue("123");
        loops.run(loops.two, slow.stream()::pause);
        feed(() -> source.piece("4"));
        feed(source::end);
        assertThat(slow.taken().end).hasValue("");
        loops.run(loops.two, slow.stream()::resume);
        assertThat(slow.taken().text).hasValue("1234");
        assertThat(slow.taken().end).hasValue("whole");
    }

    @Test
    void heldBody_isReadOn_whoeverPauses_andWhoeverLeaves() {
        BodyTee tee = started(Body.UNKNOWN);
        Reader paused = read(tee, loops.two);
        Reader gone = reading(tee, loops.two);
        loops.run(loops.two, gone.stream()::cancel);
        feed(() -> source.piece(MAX_BODY));

        assertThat(source.paused).isFalse();
        assertThat(source.cancelled).isFalse();
        feed(source::end);
        assertThat(endings).hasSize(1);
        assertThat(paused.taken().bytes).hasValue(0);
        assertThat(gone.taken().end).hasValue("");
    }

    @Test
    void truncation_reachesEveryReader_andNothingIsWhole() {
        BodyTee tee = started(50);
        Reader here = reading(tee, loops.one);
        Reader there = reading(tee, loops.two);
        feed(() -> source.piece("half"));
        feed(source::breakOff);

        assertThat(here.taken().end).hasValue("cut");
        assertThat(there.taken().end).hasValue("cut");
        assertThat(there.taken().text).hasValue("half");
        assertThat(endings).containsExactly("truncated");
    }

    @Test
    void outgrownBody_takesNoNewReaders_andStreamsOnToThoseAttached() {
        BodyTee tee = started(Body.UNKNOWN);
        Reader attached = reading(tee, loops.two);
        feed(() -> source.piece(MAX_BODY + 1));

        assertThat(endings).containsExactly("outgrown");
        assertThat(loops.on(loops.two, () -> tee.reader(loops.two) == null)).isTrue();
        feed(() -> source.piece(10));
        feed(source::end);
        assertThat(attached.taken().bytes).hasValue(MAX_BODY + 11);
        assertThat(attached.taken().end).hasValue("whole");
        assertThat(endings).containsExactly("outgrown");
    }

    @Test
    void outgrownBody_isReadAsFastAsTheFastestTakesIt() {
        BodyTee tee = tee(10 << 20);
        Reader fast = read(tee, loops.two);
        Reader slow = read(tee, loops.two);
        loops.run(loops.one, tee::start);
        feed(() -> source.piece(WINDOW));
        assertThat(source.paused).isFalse();
        feed(() -> source.piece(1));
        assertThat(source.paused).isTrue();

        loops.run(loops.two, () -> fast.stream().fetch(1));
        loops.settle();
        assertThat(source.paused).isFalse();
        assertThat(slow.taken().end).hasValue("");
    }

    /** Of a body that nobody keeps: one reader takes all, the other nothing. */
    private record Two(Reader fast, Reader slow) {}

    private Two fastAndSlow() {
        BodyTee tee = tee(Body.UNKNOWN);
        Two readers = new Two(read(tee, loops.two), read(tee, loops.one));
        loops.run(loops.one, tee::start);
        loops.run(loops.two, readers.fast().stream()::resume);
        return readers;
    }

    private void feedAll(long bytes) {
        for (long at = 0; at < bytes; at += WINDOW) {
            feed(() -> source.piece((int) Math.min(WINDOW, bytes)));
        }
    }

    @Test
    void readerBehind_forLongerThanItsGrace_leaves_andTheOthersGoOn() {
        Two readers = fastAndSlow();
        feedAll(MAX_LAG + WINDOW);
        nanos.addAndGet(Lag.GRACE.toNanos());
        feed(() -> source.piece(1));
        assertThat(readers.slow().taken().end).hasValue("");
        nanos.addAndGet(1);
        feed(() -> source.piece(1));

        assertThat(readers.slow().taken().end).hasValue("left");
        assertThat(readers.fast().taken().end).hasValue("");
        feed(source::end);
        assertThat(readers.fast().taken().end).hasValue("whole");
        assertThat(readers.fast().taken().bytes).hasValue(MAX_LAG + WINDOW + 2);
    }

    @Test
    void readerThatCatchesUp_hasItsGraceAgain() {
        Two readers = fastAndSlow();
        feedAll(MAX_LAG + WINDOW);
        nanos.addAndGet(Lag.GRACE.toNanos());
        loops.run(loops.one, () -> readers.slow().stream().fetch(3));
        feed(() -> source.piece(1));
        feedAll(2L * WINDOW);
        nanos.addAndGet(Lag.GRACE.toNanos());
        feed(() -> source.piece(1));
        assertThat(readers.slow().taken().end).hasValue("");
    }

    @Test
    void readerVeryFarBehind_isWaitedFor_aShortTime() {
        Two readers = fastAndSlow();
        feedAll((long) Strain.MOST * MAX_LAG);
        assertThat(source.paused).isFalse();
        feed(() -> source.piece(1));
        assertThat(source.paused).isTrue();
        assertThat(readers.slow().taken().end).hasValue("");

        nanos.addAndGet(Strain.PATIENCE.toNanos());
        Async.until(() -> "left".equals(readers.slow().taken().end.get()), "the timer looks again");
        loops.settle();
        assertThat(source.paused).isFalse();
    }

    @Test
    void readerThatIsWaitedFor_mayCatchUp() {
        Two readers = fastAndSlow();
        feedAll((long) Strain.MOST * MAX_LAG);
        feed(() -> source.piece(1));
        assertThat(source.paused).isTrue();
        loops.run(loops.one, () -> readers.slow().stream().fetch(1));
        loops.settle();
        assertThat(source.paused).isFalse();
    }

    @Test
    void allWaits_lastNoLongerThanOneTogether() {
        Two readers = fastAndSlow();
        feedAll((long) Strain.MOST * MAX_LAG);
        feed(() -> source.piece(1));
        nanos.addAndGet(Strain.PATIENCE.toNanos() - 1);
        loops.run(loops.one, () -> readers.slow().stream().resume());
        loops.settle();
        assertThat(source.paused).isFalse();

        loops.run(loops.one, () -> readers.slow().stream().pause());
        feedAll((long) Strain.MOST * MAX_LAG);
        feed(() -> source.piece(1));
        nanos.addAndGet(1);
        feed(() -> source.piece(1));
        assertThat(readers.slow().taken().end).hasValue("left");
        assertThat(source.paused).isFalse();
    }

    @Test
    void bodyThatOutgrows_judgesItsReadersAtOnce() {
        BodyTee tee = new BodyTee(
                loops.one,
                source.announcing(Body.UNKNOWN),
                new BodyTee.Bounds(8L * MAX_LAG, MAX_LAG),
                nanos::get,
                new IgnoredEnding());
        Reader fast = read(tee, loops.two);
        Reader slow = read(tee, loops.one);
        loops.run(loops.one, tee::start);
        loops.run(loops.two, fast.stream()::resume);
        feedAll(8L * MAX_LAG);
        assertThat(source.paused).isFalse();
        feed(() -> source.piece(1));
        assertThat(source.paused).isTrue();
        assertThat(slow.taken().end).hasValue("");
    }

    @Test
    void whatAReaderHadBeforeIt_isNotHeldOnceItLeft() {
        Two readers = fastAndSlow();
        WeakReference<Buffer> piece = loops.on(loops.one, () -> {
            Buffer bytes = Buffer.buffer(new byte[WINDOW]);
            source.piece(bytes);
            return new WeakReference<>(bytes);
        });
        feedAll(2L * MAX_LAG);
        nanos.addAndGet(Lag.GRACE.toNanos() + 1);
        feed(() -> source.piece(1));
        assertThat(readers.slow().taken().end).hasValue("left");

        Async.until(
                () -> {
                    System.gc();
                    return piece.refersTo(null);
                },
                "pieces that only the slow reader lacked are freed");
        assertThat(readers.slow().stream().position()).isZero();
    }

    @Test
    void fastOrigin_cutsNobodyOff() {
        BodyTee tee = new BodyTee(
                loops.one,
                source.announcing(Body.UNKNOWN),
                new BodyTee.Bounds(4L * MAX_LAG, MAX_LAG),
                nanos::get,
                new IgnoredEnding());
        Reader only = read(tee, loops.two);
        loops.run(loops.one, tee::start);
        feed(() -> source.piece(4 * MAX_LAG));
        feed(() -> source.piece(1));
        feed(() -> source.piece(1));
        assertThat(only.taken().end).hasValue("");
        assertThat(source.paused).isTrue();

        loops.run(loops.two, only.stream()::resume);
        feed(source::end);
        assertThat(only.taken().bytes).hasValue(4L * MAX_LAG + 2);
        assertThat(only.taken().end).hasValue("whole");
    }

    @Test
    void outgrownBody_thatNobodyReads_isCancelled() {
        BodyTee tee = tee(10 << 20);
        Reader only = read(tee, loops.two);
        loops.run(loops.one, tee::start);
        feed(() -> source.piece(1));
        assertThat(source.cancelled).isFalse();
        loops.run(loops.two, only.stream()::cancel);
        loops.settle();

        assertThat(source.cancelled).isTrue();
    }

    @Test
    void pieces_areNotRetained_onceTheBodyIsLetGoOf_andAllHaveRead() {
        BodyTee tee = tee(10 << 20);
        Reader reader = read(tee, loops.two);
        loops.run(loops.one, tee::start);
        loops.run(loops.two, reader.stream()::resume);
        WeakReference<Buffer> first = loops.on(loops.one, () -> {
            Buffer piece = Buffer.buffer(new byte[1000]);
            source.piece(piece);
            return new WeakReference<>(piece);
        });
        feed(() -> source.piece(1));
        feed(() -> source.piece(1));

        Async.until(
                () -> {
                    System.gc();
                    return first.refersTo(null);
                },
                "pieces that all have read are freed");
        assertThat(tee.length()).isEqualTo(10 << 20);
    }

    private static final class IgnoredEnding implements BodyTee.Ending {
        @Override
        public void whole(Buffer body) {}

        @Override
        public void outgrown() {}

        @Override
        public void truncated() {}
    }
}
