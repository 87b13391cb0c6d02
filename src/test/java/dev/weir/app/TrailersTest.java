package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawConnection;
import dev.weir.testing.ScriptedOrigin;
import dev.weir.testing.Stage;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Fields behind the content (RFC 9110 §6.5), and what needs them: calls in the manner of gRPC. */
class TrailersTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient H2 = VERTX.createHttpClient(
            new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));

    @RegisterExtension
    final Stage stage = new Stage();

    @AfterAll
    static void stop() {
        Async.await(VERTX.close());
    }

    private Gateway gateway(String protocol) {
        return stage.start(origin -> Gateway.of("""
                listen: { port: 0 }
                admin: { port: 0 }
                redis: { topology: none }
                origins: { o: { servers: [ "%s" ], protocol: %s, timeout: 5s } }
                routes: [ { name: all, match: { path: /** }, origin: o } ]
                """.formatted(origin, protocol)));
    }

    private static void answer(HttpServerRequest request) {
        request.response()
                .setChunked(true)
                .putHeader("trailer", "grpc-status")
                .putTrailer("grpc-status", "0")
                .putTrailer("x-checksum", "abc")
                .putTrailer("set-cookie", "a=1")
                .putTrailer("content-type", "text/evil")
                .putTrailer("cache-control", "max-age=60")
                .end("content");
    }

    @Test
    void overHttp1_theyStandBehindTheLastChunk_forWhoReadsThem() {
        Gateway gateway = gateway("http1");
        stage.origin().alwaysAnswer(TrailersTest::answer);
        try (RawConnection client = new RawConnection(gateway.port())) {
            client.send("POST /rpc HTTP/1.1|Host: a|Connection: TE|TE: gzip, trailers;q=0.5|Content-Length: 0||");
            String answer = client.readUntil("\r\n0\r\n") + client.readUntil("\r\n\r\n");
            assertThat(answer).endsWith("content\r\n0\r\ngrpc-status: 0\r\nx-checksum: abc\r\n\r\n");
            client.send("POST /rpc HTTP/1.1|Host: a|Content-Length: 0||");
            assertThat(client.readUntil("\r\n0\r\n") + client.readUntil("\r\n")).endsWith("content\r\n0\r\n\r\n");
        }
        ScriptedOrigin.Seen first = stage.origin().seen().get(0);
        assertThat(first.headers().get("te")).isEqualTo("trailers");
        assertThat(first.headers().get("connection")).isEqualToIgnoringCase("te");
        assertThat(stage.origin().seen().get(1).headers().contains("te")).isFalse();
    }

    @Test
    void grpc_streamsBothWays_andEndsWithItsStatus() {
        Gateway gateway = gateway("http2");
        stage.origin().alwaysAnswer(request -> {
            request.response()
                    .putHeader("content-type", "application/grpc+proto")
                    .writeHead();
            request.handler(message -> request.response().write("echo " + message));
            request.endHandler(end -> request.response()
                    .putTrailer("grpc-status", "0")
                    .putTrailer("grpc-message", "done")
                    .end());
        });
        HttpClientRequest call = open(gateway, "/chat");
        HttpClientResponse answer = Async.await(begin(call));
        assertThat(answer.version()).isEqualTo(HttpVersion.HTTP_2);
        Conversation conversation = new Conversation(answer);
        for (String word : new String[] {"one", "two", "three"}) {
            Promise<Buffer> next = conversation.next();
            call.write(word);
            assertThat(Async.await(next.future()).toString()).isEqualTo("echo " + word);
        }
        call.end();
        Async.await(conversation.ended.future());
        assertThat(answer.trailers().get("grpc-status")).isEqualTo("0");
        assertThat(answer.trailers().get("grpc-message")).isEqualTo("done");
        assertThat(stage.origin().seen().get(0).headers().get("te")).isEqualTo("trailers");
        gateway.awaitMeter("weir_origin_inflight", 0);
    }

    @Test
    void grpc_thatFailsAtOnce_hasItsStatusInTheHead() {
        Gateway gateway = gateway("http2");
        stage.origin()
                .alwaysAnswer(request -> request.response()
                        .putHeader("content-type", "application/grpc")
                        .putHeader("grpc-status", "12")
                        .end());
        HttpClientRequest call = open(gateway, "/none");
        HttpClientResponse answer = Async.await(begin(call));
        assertThat(answer.getHeader("grpc-status")).isEqualTo("12");
        gateway.awaitMeter("weir_origin_inflight", 0);
    }

    @Test
    void grpc_thatTheServerEndsEarly_isOverForBoth() {
        Gateway gateway = gateway("http2");
        Promise<Void> over = Promise.promise();
        stage.origin().alwaysAnswer(request -> {
            request.response().exceptionHandler(reset -> over.tryComplete());
            request.exceptionHandler(reset -> over.tryComplete());
            request.handler(
                    message -> request.response().putTrailer("grpc-status", "8").end("enough"));
            request.response().putHeader("content-type", "application/grpc").writeHead();
        });
        HttpClientRequest call = open(gateway, "/chat");
        Conversation conversation = new Conversation(Async.await(begin(call)));
        call.write("one");
        Async.await(conversation.ended.future());
        assertThat(conversation.answer.trailers().get("grpc-status")).isEqualTo("8");
        Async.await(over.future());
        gateway.awaitMeter("weir_origin_inflight", 0);
    }

    @Test
    void grpc_thatTheClientLeaves_isOverAtTheOrigin() {
        Gateway gateway = gateway("http2");
        Promise<Void> over = Promise.promise();
        stage.origin().alwaysAnswer(request -> {
            request.exceptionHandler(reset -> over.tryComplete());
            request.handler(message -> {});
            request.response().putHeader("content-type", "application/grpc").writeHead();
        });
        HttpClientRequest call = open(gateway, "/chat");
        Async.await(begin(call));
        call.reset(8);
        Async.await(over.future());
        gateway.awaitMeter("weir_origin_inflight", 0);
    }

    private static HttpClientRequest open(Gateway gateway, String path) {
        return Async.await(H2.request(HttpMethod.POST, gateway.port(), "127.0.0.1", path))
                .putHeader("content-type", "application/grpc")
                .putHeader("te", "trailers");
    }

    private static Future<HttpClientResponse> begin(HttpClientRequest call) {
        Future<HttpClientResponse> answer = call.response().onSuccess(HttpClientResponse::pause);
        call.writeHead();
        return answer;
    }

    /** What comes back, message by message. */
    private static final class Conversation {
        private final HttpClientResponse answer;
        private final Promise<Void> ended = Promise.promise();
        private volatile Promise<Buffer> awaited = Promise.promise();

        Conversation(HttpClientResponse answer) {
            this.answer = answer;
            answer.handler(message -> awaited.tryComplete(message));
            answer.endHandler(ended::tryComplete);
            answer.resume();
        }

        Promise<Buffer> next() {
            awaited = Promise.promise();
            return awaited;
        }
    }
}
