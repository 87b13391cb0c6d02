package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawConnection;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Content of requests on its way to the origin: streamed, no faster than it is taken, and never cut short unnoticed. */
class UploadTest {
    private static final int LARGE = 8 << 20;

    private ScriptedOrigin origin;
    private Gateway gateway;

    @BeforeEach
    void start() {
        origin = new ScriptedOrigin();
        gateway = Gateway.impatient(origin.address(), null, Gateway.originOnly());
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    private static Buffer large() {
        Buffer content = Buffer.buffer(LARGE);
        for (int i = 0; i < LARGE / 8; i++) {
            content.appendLong(i);
        }
        return content;
    }

    /** The origin sends back what it gets, as it gets it, no faster than the gateway takes it. */
    private static void echo(HttpServerRequest request) {
        String length = request.getHeader("content-length");
        if (length == null) {
            request.response().setChunked(true);
        } else {
            request.response().putHeader("content-length", length);
        }
        request.pipeTo(request.response());
    }

    @Test
    void largeContent_passesBothWays() {
        origin.alwaysAnswer(UploadTest::echo);
        Buffer content = large();

        Received answer = Async.await(gateway.send("POST", "/echo", content));
        assertThat(answer.assertStatus(200).content()).isEqualTo(content);
        assertThat(answer.field("content-length")).isEqualTo(Integer.toString(LARGE));
    }

    @Test
    void chunkedContent_staysChunked() {
        origin.alwaysAnswer(UploadTest::echo);
        Buffer content = large();

        Received answer = Async.await(gateway.client()
                .request(HttpMethod.PUT, gateway.port(), "127.0.0.1", "/chunked")
                .compose(request -> {
                    request.setChunked(true);
                    for (int at = 0; at < LARGE; at += LARGE / 64) {
                        request.write(content.slice(at, at + LARGE / 64));
                    }
                    request.end();
                    return request.response();
                })
                .compose(response ->
                        response.body().map(body -> new Received(response.statusCode(), response.headers(), body))));
        assertThat(answer.assertStatus(200).content()).isEqualTo(content);
        assertThat(origin.seen().get(0).headers().get("transfer-encoding")).isEqualTo("chunked");
    }

    @Test
    void originThatDoesNotRead_stopsTheClient() {
        Promise<HttpServerRequest> arrived = Promise.promise();
        origin.alwaysAnswer(request -> {
            request.pause();
            arrived.tryComplete(request);
        });
        AtomicBoolean written = new AtomicBoolean();
        Promise<Received> answered = Promise.promise();
        gateway.client()
                .request(HttpMethod.POST, gateway.port(), "127.0.0.1", "/slow")
                .onSuccess(request -> {
                    request.putHeader("content-length", Integer.toString(8 * LARGE));
                    for (int i = 0; i < 8; i++) {
                        request.write(large()).onSuccess(done -> written.set(true));
                    }
                    request.end();
                    request.response()
                            .compose(response -> response.body()
                                    .map(body -> new Received(response.statusCode(), response.headers(), body)))
                            .onComplete(answered);
                });

        HttpServerRequest stuck = Async.await(arrived.future());
        gateway.get("/other").assertStatus(504);
        gateway.awaitMeter("weir_origin_inflight", 1);
        assertThat(answered.future().isComplete()).isFalse();
        origin.alwaysAnswer(echoed -> echoed.response().end());
        stuck.endHandler(all -> stuck.response().end("taken")).resume();
        Async.await(answered.future()).assertStatus(200).assertBody("taken");
        assertThat(written).isTrue();
    }

    @Test
    void contentThatIsBrokenOff_neverLooksWholeToTheOrigin() {
        for (String framing : new String[] {"Content-Length: 10", "Transfer-Encoding: chunked"}) {
            Promise<String> outcome = Promise.promise();
            Promise<Void> begun = Promise.promise();
            origin.thenAnswer(request -> {
                request.handler(bytes -> begun.tryComplete());
                request.endHandler(whole -> outcome.tryComplete("whole"));
                request.exceptionHandler(cut -> outcome.tryComplete("cut"));
            });
            try (RawConnection client = new RawConnection(gateway.port())) {
                client.send("POST /cut HTTP/1.1|Host: a|" + framing + "||");
                client.send(framing.startsWith("C") ? "hello" : "5|hello|");
                Async.await(begun.future());
                client.abort();
            }
            assertThat(Async.await(outcome.future())).isEqualTo("cut");
        }
        gateway.awaitMeter("weir_origin_inflight", 0);
        assertThat(gateway.meter("weir_requests_seconds_count")).isEqualTo(2);
    }

    @Test
    void originThatAnswersEarly_leavesTheConnectionUsable() {
        origin.thenAnswer(request -> request.response()
                .setStatusCode(413)
                .putHeader("connection", "close")
                .end("too much"));
        origin.thenAnswer(request -> request.response().end("next"));
        byte[] content = "x".repeat(1 << 20).getBytes(StandardCharsets.ISO_8859_1);

        try (RawConnection client = new RawConnection(gateway.port())) {
            client.send("POST /early HTTP/1.1|Host: a|Content-Length: " + 2 * content.length + "||");
            client.send(content);
            assertThat(client.readUntil("too much")).contains(" 413 ");
            client.send(content);
            client.send("GET /next HTTP/1.1|Host: a||");
            assertThat(client.readUntil("next")).contains(" 200 ");
        }
    }

    @Test
    void unreachableOrigin_leavesTheConnectionUsable() {
        origin.close();
        try (RawConnection client = new RawConnection(gateway.port())) {
            for (int i = 0; i < 2; i++) {
                client.send("POST /x HTTP/1.1|Host: a|Content-Length: 5||hello");
                assertThat(client.readUntil("}\n")).contains(" 502 ").contains("application/problem+json");
            }
        }
        origin = new ScriptedOrigin();
    }
}
