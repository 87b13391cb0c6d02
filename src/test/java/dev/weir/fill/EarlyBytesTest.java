package dev.weir.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.Body;
import dev.weir.testing.Async;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Followers have the first half of a body before the origin has sent the second: nobody waits for the whole. All of it
 * reaches each of them on its own event loop.
 */
class EarlyBytesTest {
    private static final int EACH = 20;

    private final FillBench bench = new FillBench();

    @AfterEach
    void close() {
        bench.close();
    }

    /** A client of one loop; every callback looks where it is. */
    private final class Client {
        final Promise<String> firstHalf = Promise.promise();
        final Promise<String> whole = Promise.promise();
        private final Context context;
        private final StringBuilder received = new StringBuilder();

        Client(Context context) {
            this.context = context;
        }

        Future<Filled> ask() {
            Filler filler = context == bench.loops.one ? bench.one : bench.two;
            return bench.loops.start(
                    context,
                    () -> filler.look(FillBench.KEY, false, looked -> {
                                assertHere();
                                return filler.fill(looked, bench.plan(FillBench.get()), FillBench.patient());
                            })
                            .onSuccess(this::read)
                            .onFailure(whole::tryFail));
        }

        private void read(Filled filled) {
            assertHere();
            Body.Arriving body = (Body.Arriving) ((Filled.Shared) filled).body();
            body.stream().handler(this::take);
            body.stream().endHandler(end -> {
                assertHere();
                whole.complete(received.toString());
            });
            body.stream().exceptionHandler(whole::tryFail);
            body.stream().resume();
        }

        private void take(Buffer bytes) {
            assertHere();
            received.append(bytes);
            firstHalf.tryComplete(received.toString());
        }

        private void assertHere() {
            if (Vertx.currentContext() != context) {
                AssertionError elsewhere = new AssertionError("called back on " + Vertx.currentContext());
                firstHalf.tryFail(elsewhere);
                whole.tryFail(elsewhere);
                throw elsewhere;
            }
        }
    }

    @Test
    void secondHalf_isSentOnlyWhenAllHaveTheFirst() {
        Promise<HttpServerRequest> asked = Promise.promise();
        bench.scripted.alwaysAnswer(asked::complete);
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            clients.add(new Client(bench.loops.one));
            clients.add(new Client(bench.loops.two));
        }
        clients.forEach(Client::ask);

        HttpServerRequest request = Async.await(asked.future());
        Async.until(() -> bench.counts.waiting.get() == 2 * EACH - 1, "all but one wait");
        request.response()
                .putHeader("cache-control", "max-age=60")
                .setChunked(true)
                .write("first half, ");
        clients.forEach(
                client -> assertThat(Async.await(client.firstHalf.future())).isEqualTo("first half, "));

        Client late = new Client(bench.loops.two);
        late.ask();
        assertThat(Async.await(late.firstHalf.future())).isEqualTo("first half, ");
        clients.add(late);

        request.response().end("second half");
        clients.forEach(client -> assertThat(Async.await(client.whole.future())).isEqualTo("first half, second half"));
        assertThat(bench.scripted.count()).isEqualTo(1);
    }
}
