package dev.weir.scenarios;

import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One scenario being played: what the origin still has to say, and what it saw and said. */
final class Play {
    /** What reached the origin. */
    record Seen(String method, String uri, MultiMap fields) {}

    private final Gateway gateway;
    private final ManualClock clock;
    private final String path;
    private final Deque<Answer> script = new ConcurrentLinkedDeque<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile @Nullable Answer lastAnswer;
    private volatile String lastBody = "";
    private volatile int lastStatus;

    Play(Gateway gateway, ManualClock clock, String path) {
        this.gateway = gateway;
        this.clock = clock;
        this.path = path;
    }

    void script(List<Answer> answers) {
        script.clear();
        script.addAll(answers);
    }

    void advance(Duration step) {
        clock.advance(step);
    }

    /** What the origin does with a request; the last answer of a script is repeated. */
    void answer(HttpServerRequest request) {
        Answer next = script.poll();
        Answer said = next == null ? lastAnswer : next;
        if (!isSecondAttempt(next)) {
            seen.add(new Seen(request.method().name(), request.uri(), request.headers()));
        }
        if (said == null) {
            request.response().setStatusCode(599).end("nothing scripted");
            return;
        }
        lastAnswer = said;
        int number = seen.size();
        request.body().onSuccess(read -> say(said, request, number));
    }

    /**
     * Whether a connection was hung up on just before: on one that had been used before, the gateway sends the request
     * once more (RFC 9112 §9.3.1), and which connection it gets depends on the scenarios that run beside this one.
     */
    private boolean isSecondAttempt(@Nullable Answer next) {
        return next == null && lastAnswer != null && lastAnswer.hangsUp();
    }

    private void say(Answer answer, HttpServerRequest request, int number) {
        String body = answer.say(request, clock, path, number);
        if (answer.status() != 304) {
            lastStatus = answer.status();
            lastBody = body == null ? "" : body;
        }
    }

    /** The flight ends after the store has the value; until then a request is answered from the flight. */
    Received send(String method, String below, Buffer body, String... fields) {
        gateway.awaitMeter("weir_flights", 0);
        Prediction predicted = body.length() == 0 ? Prediction.of(gateway, method, path + below, fields) : null;
        Received reply = Async.await(gateway.send(method, path + below, body, fields));
        if (predicted != null) {
            predicted.check(reply);
        }
        return reply;
    }

    /** Whether the client was left with less than a whole reply. */
    boolean breaks(String method, String below, String... fields) {
        gateway.awaitMeter("weir_flights", 0);
        return Async.await(gateway.send(method, path + below, fields).map(false).otherwise(true));
    }

    void awaitSeen(int count) {
        Async.until(() -> seen.size() >= count, count + " requests at the origin");
        gateway.awaitMeter("weir_flights", 0);
    }

    List<Seen> seen() {
        return seen;
    }

    /** Body of what the origin said last, not counting 304. */
    String lastBody() {
        return lastBody;
    }

    int lastStatus() {
        return lastStatus;
    }
}
