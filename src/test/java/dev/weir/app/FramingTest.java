package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawConnection;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Where messages begin and end on a client's connection (RFC 9112 §6, §9). */
class FramingTest {
    private static ScriptedOrigin origin;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        origin = new ScriptedOrigin().alwaysAnswer(request -> {
            if (request.path().startsWith("/chunked")) {
                request.response().setChunked(true).write("one ");
                request.response().end("two");
            } else {
                request.response()
                        .putHeader(
                                "content-length",
                                Integer.toString(request.path().length()))
                        .end(request.path());
            }
        });
        gateway = Gateway.before(
                origin.address(),
                null,
                List.of(
                        Gateway.route("cached", "/chunked/**", Gateway.originOnly()),
                        Gateway.route("passed", "/passed/**", null)));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        origin.close();
    }

    @Test
    void pipelinedRequests_areAnsweredInOrder() {
        try (RawConnection connection = new RawConnection(gateway.port())) {
            connection.send("GET /passed/1 HTTP/1.1|Host: a||GET /chunked/2 HTTP/1.1|Host: a||"
                    + "GET /nowhere HTTP/1.1|Host: a||GET /passed/4 HTTP/1.1|Host: a|Connection: close||");
            String answers = connection.readToEnd();

            assertThat(answers).containsSubsequence("/passed/1", "4\r\none \r\n", "0\r\n\r\n", " 404 ", "/passed/4");
        }
    }

    @Test
    void http10_getsNoChunks_andTheEndOfTheConnection() {
        for (String path : new String[] {"/chunked/a", "/chunked/b"}) {
            try (RawConnection connection = new RawConnection(gateway.port())) {
                connection.send("GET " + path + " HTTP/1.0|Host: a||");
                String answer = connection.readToEnd();

                assertThat(answer).endsWith("\r\n\r\none two").doesNotContainIgnoringCase("transfer-encoding");
            }
        }
    }

    @Test
    void http10_getsNoChunks_whereTheContentIsLongInComing() {
        Promise<HttpServerResponse> begun = Promise.promise();
        origin.thenAnswer(request -> {
            HttpServerResponse response = request.response().setChunked(true);
            response.writeHead().onSuccess(sent -> begun.complete(response));
        });
        double before = gateway.samples("weir_origin_requests_seconds_count", "200");
        try (RawConnection connection = new RawConnection(gateway.port())) {
            connection.send("GET /chunked/late HTTP/1.0|Host: a||");
            HttpServerResponse response = Async.await(begun.future());
            Async.until(
                    () -> gateway.samples("weir_origin_requests_seconds_count", "200") > before,
                    "the gateway has the head");
            response.write("one ");
            response.end("two");

            assertThat(connection.readToEnd())
                    .endsWith("\r\n\r\none two")
                    .doesNotContainIgnoringCase("transfer-encoding");
        }
    }

    @Test
    void http10_thatAsksToKeepTheConnection_knowsWhereTheContentEnds() {
        try (RawConnection connection = new RawConnection(gateway.port())) {
            connection.send("GET /passed/1 HTTP/1.0|Host: a|Connection: keep-alive||");
            String first = connection.readUntil("/passed/1");
            assertThat(first).containsIgnoringCase("content-length: 9").containsIgnoringCase("connection: keep-alive");

            connection.send("GET /chunked/1 HTTP/1.0|Host: a|Connection: keep-alive||");
            String second = connection.readToEnd();
            assertThat(second).endsWith("\r\n\r\none two").doesNotContainIgnoringCase("connection: keep-alive");
        }
    }

    @Test
    void contentOfARefusedRequest_doesNotWedgeTheConnection() {
        try (RawConnection connection = new RawConnection(gateway.port())) {
            String content = "x".repeat(200_000);
            for (int i = 0; i < 2; i++) {
                connection.send("POST /nowhere HTTP/1.1|Host: a|Content-Length: " + content.length() + "||" + content);
                assertThat(connection.readUntil("}\n")).contains(" 404 ");
                connection.send("POST /nowhere HTTP/1.1|Host: a|Transfer-Encoding: chunked||5|hello|0||");
                assertThat(connection.readUntil("}\n")).contains(" 404 ");
            }
            connection.send("GET /passed/after HTTP/1.1|Host: a||");
            assertThat(connection.readUntil("/passed/after")).contains(" 200 ");
        }
    }

    @Test
    void head_hasNoContent_onAnyPath() {
        try (RawConnection connection = new RawConnection(gateway.port())) {
            connection.send("HEAD /chunked/h HTTP/1.1|Host: a||HEAD /passed/h HTTP/1.1|Host: a||"
                    + "HEAD /nowhere HTTP/1.1|Host: a||GET /passed/last HTTP/1.1|Host: a||");
            String answers = connection.readUntil("/passed/last");

            assertThat(answers.split("HTTP/1\\.1 ")).hasSize(5);
            assertThat(answers).doesNotContain("one", "problem detail", "\"type\"");
        }
        Received head = gateway.head("/passed/h").assertStatus(200).assertBody("");
        assertThat(head.field("content-length")).isEqualTo("9");
    }
}
