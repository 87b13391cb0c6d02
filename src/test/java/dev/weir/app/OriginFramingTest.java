package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawClient;
import dev.weir.testing.RawConnection;
import dev.weir.testing.RawOrigin;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an origin may send in the way of framing, and what the gateway makes of it (RFC 9112 §6, RFC 9110 §15). */
class OriginFramingTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static Gateway before(RawOrigin origin) {
        return Gateway.impatient(origin.address(), null, Gateway.originOnly());
    }

    @Test
    void noFraming_endsWithTheConnection() {
        try (RawOrigin origin = new RawOrigin(
                        (socket, number) -> socket.end(Buffer.buffer("HTTP/1.1 200 OK\r\n\r\nuntil the end")));
                Gateway gateway = before(origin)) {
            gateway.get("/").assertStatus(200).assertBody("until the end");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 103 Early Hints|Link: </a.css>||",
                "HTTP/1.1 100 Continue||",
                "HTTP/1.1 102 Processing||HTTP/1.1 102 Processing||",
                "HTTP/1.1 199 Unheard-Of|X: y||HTTP/1.1 103 Early Hints|Link: </a.css>||",
            })
    void interimResponses_areNotTheAnswer(String interim) {
        try (RawOrigin origin = RawOrigin.saying(interim + "HTTP/1.1 200 OK|Content-Length: 5||final");
                Gateway gateway = before(origin)) {
            gateway.get("/").assertStatus(200).assertBody("final");
            gateway.get("/").assertStatus(200).assertBody("final");
        }
    }

    /** Neither passed on nor stored: to merge them into the head is what RFC 9111 §3.1 forbids. */
    @Test
    void trailers_areDiscarded() {
        String chunked = "HTTP/1.1 200 OK|Cache-Control: max-age=60|Transfer-Encoding: chunked|Trailer: X-Sum||"
                + "5|whole|0|X-Sum: 1|Age: 7||";
        try (RawOrigin origin = RawOrigin.saying(chunked);
                Gateway gateway = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly())) {
            for (String from : List.of("fwd=uri-miss", "hit")) {
                gateway.awaitMeter("weir_flights", 0);
                String answer = RawClient.exchange(
                        gateway.port(), "GET /trailers HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                assertThat(answer).contains(from, "whole", "age: 0").doesNotContainIgnoringCase("x-sum");
            }
            assertThat(origin.requests()).hasSize(1);
        }
    }

    @Test
    void responsesWithoutContent_leaveTheConnectionUsable() {
        List<String> heads = List.of(
                "HTTP/1.1 304 Not Modified\r\nETag: \"a\"\r\nContent-Length: 500\r\n\r\n",
                "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nlast it");
        try (RawOrigin origin = new RawOrigin((socket, number) -> socket.write(heads.get(number - 1)));
                Gateway gateway =
                        Gateway.before(origin.address(), null, List.of(Gateway.route("passed", "/**", null)))) {
            gateway.get("/", "if-none-match", "\"a\"").assertStatus(304).assertBody("");
            gateway.get("/").assertStatus(204).assertBody("");
            assertThat(gateway.head("/").assertStatus(200).field("content-length"))
                    .isEqualTo("7");
            gateway.get("/").assertStatus(200).assertBody("last it");
            assertThat(origin.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage||",
                "HTTP/9.9 200 OK|Content-Length: 0||",
                "HTTP/1.1 abc OK||",
                "HTTP/1.1 200 OK|Content-Length: 1|Content-Length: 2||ab",
                "HTTP/1.1 200 OK|Content-Length: -1||",
                "HTTP/1.1 200 OK|Content-Length: 99999999999999999999||x",
                "HTTP/1.1 200 OK|X: a\u0000b|Content-Length: 0||",
                "HTTP/1.1 200 OK|Transfer-Encoding: chunked||zz|",
                "HTTP/1.1 200 OK|X: a\u0001b|Content-Length: 0||",
                "HTTP/1.1 200 OK|X\u0001: b|Content-Length: 0||",
                "HTTP/1.1 200 OK|Content-Length: 3|Transfer-Encoding: chunked||5|hello|0||",
                "HTTP/1.1 99 Low|Content-Length: 0||",
                "HTTP/1.1 600 High|Content-Length: 0||",
                "HTTP/1.1 101 Switching Protocols|Upgrade: x|Connection: upgrade||",
            })
    void whatIsNotHttp_isABadGateway(String response) {
        try (RawOrigin origin = RawOrigin.saying(response);
                Gateway gateway = before(origin);
                RawConnection client = new RawConnection(gateway.port())) {
            client.send("GET / HTTP/1.1|Host: a|Connection: close||");
            String answer = client.readToEnd();
            if (response.contains("zz")) {
                assertThat(answer).doesNotEndWith("0\r\n\r\n");
            } else {
                assertThat(answer).startsWith("HTTP/1.1 502 ").contains("application/problem+json");
            }
            gateway.awaitMeter("weir_requests_seconds_count", 1);
            gateway.awaitMeter("weir_flights", 0);
            gateway.awaitMeter("weir_origin_inflight", 0);
        }
    }
}
