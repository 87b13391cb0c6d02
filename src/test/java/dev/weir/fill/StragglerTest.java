package dev.weir.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.fill.FillObserver.Left;
import dev.weir.message.Body;
import dev.weir.message.FieldLines;
import dev.weir.message.ResponseHead;
import dev.weir.testing.Async;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that its flight left behind after ten of twenty bytes. */
class StragglerTest {
    private static final ResponseHead HEAD =
            new ResponseHead(200, FieldLines.of("etag", "\"v1\"", "content-type", "text/plain"));

    private final FillBench bench = new FillBench();
    private final ScriptedBody shared = new ScriptedBody();
    private final Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();

    @SuppressWarnings("NullAway.Init") // before each test
    private Taken taken;

    @SuppressWarnings("NullAway.Init") // before each test
    private Body.Arriving body;

    @BeforeEach
    void leave() {
        bench.scripted.alwaysAnswer(held::add);
        begin(HEAD, true, 20);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void begin(ResponseHead head, boolean verbatim, long length) {
        bench.counts.left.clear();
        body = bench.loops.on(bench.loops.two, () -> {
            Remainder remainder = new Remainder(bench.origin, FillBench.get(), head, verbatim, bench.counts);
            Body.Arriving straggling = new Straggler(shared.announcing(length), remainder).body();
            taken = Taken.from(straggling.stream());
            shared.piece("0123456789");
            shared.fail(new LeftBehind());
            return straggling;
        });
    }

    private HttpServerRequest asked() {
        bench.loops.run(bench.loops.two, () -> body.stream().resume());
        Async.until(() -> !held.isEmpty(), "a request for the rest");
        return held.remove();
    }

    private static void answer(HttpServerRequest request, int status, String range, String tag, String rest) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-range", range)
                .putHeader("etag", tag)
                .end(rest);
    }

    private void assertEnd(String end, String text, Left left) {
        Async.until(() -> !"".equals(taken.end.get()), "an end");
        assertThat(taken.end).hasValue(end);
        assertThat(taken.text).hasValue(text);
        assertThat(bench.counts.left).containsExactly(Left.BEHIND, left);
    }

    @Test
    void goesOn_exactlyWhereItStands_whenItWantsToReadOn() {
        bench.loops.settle();
        assertThat(bench.scripted.count())
                .as("requests for a client that does not read")
                .isZero();
        HttpServerRequest request = asked();
        assertThat(request.getHeader("range")).isEqualTo("bytes=10-");
        assertThat(request.getHeader("if-range")).isEqualTo("\"v1\"");
        answer(request, 206, "bytes 10-19/20", "\"v1\"", "abcdefghij");

        assertEnd("whole", "0123456789abcdefghij", Left.CONTINUED);
    }

    @Test
    void lengthThatWasNotAnnounced_isTakenFromTheRest() {
        begin(HEAD, true, Body.UNKNOWN);
        answer(asked(), 206, "bytes 10-12/13", "\"v1\"", "abc");
        assertEnd("whole", "0123456789abc", Left.CONTINUED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 bytes 10-19/20 \"v1\"",
                "206 bytes 9-19/20 \"v1\"",
                "206 bytes 10-18/20 \"v1\"",
                "206 bytes 10-20/21 \"v1\"",
                "206 bytes 10-19/* \"v1\"",
                "206 bytes 10-19/20 \"v2\"",
                "206 bytes 10-19/20 W/\"v1\"",
                "416 bytes */20 \"v1\"",
                "206 nonsense x \"v1\""
            })
    void anythingElse_breaksOff(String answer) {
        String[] parts = answer.split(" ", 4);
        answer(asked(), Integer.parseInt(parts[0]), parts[1] + " " + parts[2], parts[3], "abcdefghij");
        assertEnd("cut", "0123456789", Left.BROKEN);
    }

    @Test
    void restThatIsShort_isNeverTakenForWhole() {
        HttpServerRequest request = asked();
        request.response()
                .setStatusCode(206)
                .putHeader("content-range", "bytes 10-19/20")
                .putHeader("content-length", "5")
                .end("abcde");
        assertEnd("cut", "0123456789abcde", Left.CONTINUED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"etag: W/\"v1\"", "x: y", "last-modified: Mon, 23 Nov 2026 12:00:00 GMT"})
    void withoutAStrongValidator_nothingIsAsked(String line) {
        begin(new ResponseHead(200, FieldLines.of(line.split(": ", 2))), true, 20);
        bench.loops.run(bench.loops.two, () -> body.stream().resume());
        assertEnd("cut", "0123456789", Left.BROKEN);
        assertThat(bench.scripted.count()).isZero();
    }

    @Test
    void whatTheGatewayCoded_theOriginCannotContinue() {
        begin(HEAD, false, 20);
        bench.loops.run(bench.loops.two, () -> body.stream().resume());
        assertEnd("cut", "0123456789", Left.BROKEN);
        assertThat(bench.scripted.count()).isZero();
    }

    @Test
    void backPressure_reachesTheNewSource() {
        HttpServerRequest request = asked();
        bench.loops.run(bench.loops.two, () -> body.stream().pause());
        answer(request, 206, "bytes 10-19/20", "\"v1\"", "abcdefghij");
        Async.until(() -> bench.counts.left.contains(Left.CONTINUED), "the head of the rest");
        bench.loops.settle();
        assertThat(taken.text).hasValue("0123456789");
        bench.loops.run(bench.loops.two, () -> body.stream().resume());
        assertEnd("whole", "0123456789abcdefghij", Left.CONTINUED);
    }

    @Test
    void clientThatGoesAway_endsItsRequest() {
        HttpServerRequest request = asked();
        Buffer closed = Buffer.buffer();
        request.connection().closeHandler(gone -> closed.appendString("closed"));
        bench.loops.run(bench.loops.two, body.cancel());
        Async.until(() -> bench.origin.inFlight() == 0, "nothing under way");
        bench.loops.settle();
        assertThat(taken.end).hasValue("");
    }
}
