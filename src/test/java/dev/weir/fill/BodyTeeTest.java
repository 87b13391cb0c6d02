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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BodyTeeTest {
    private static final int MAX_BODY = 100;
    private static final int WINDOW = (int) BodyTee.WINDOW;
    private static final int MAX_LAG = (int) BodyTee.MAX_LAG;

    private final Loops loops = new Loops();
    private final ScriptedBody source = new ScriptedBody();
    private final List<String> endings = new ArrayList<>();

    @AfterEach
    void close() {
        loops.close();
    }

    /** Fed on the first loop. */
    private BodyTee tee(long announced) {
        return new BodyTee(loops.one, source.announcing(announced), MAX_BODY, new BodyTee.Ending() {
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

    @Test
    void readerFarBehindTheFastest_isCutOff_andTheOthersGoOn() {
        BodyTee tee = tee(MAX_LAG + WINDOW + 1);
        Reader fast = read(tee, loops.two);
        Reader slow = read(tee, loops.one);
        loops.run(loops.one, tee::start);
        loops.run(loops.two, fast.stream()::resume);
        for (int at = 0; at <= MAX_LAG; at += WINDOW) {
            assertThat(slow.taken().end).hasValue("");
            feed(() -> source.piece(WINDOW));
        }
        feed(() -> source.piece(1));

        assertThat(slow.taken().end).hasValue("cut");
        assertThat(fast.taken().end).hasValue("");
        feed(source::end);
        assertThat(fast.taken().end).hasValue("whole");
    }

    @Test
    void fastOrigin_cutsNobodyOff() {
        BodyTee tee = new BodyTee(loops.one, source.announcing(Body.UNKNOWN), 4L * MAX_LAG, new IgnoredEnding());
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
