package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Gateway;
import dev.weir.testing.RawConnection;
import dev.weir.testing.RawOrigin;
import dev.weir.testing.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that wait to be asked for their content (RFC 9110 §10.1.1): it is the origin that asks. */
class ExpectTest {
    private static final String WAITING = "POST /up HTTP/1.1|Host: a|Content-Length: 5|Expect: 100-continue||";

    @RegisterExtension
    final Stage stage = new Stage();

    private Gateway gateway() {
        stage.origin()
                .alwaysAnswer(request ->
                        request.body().onSuccess(content -> request.response().end("got " + content + request.uri())));
        return stage.start(origin -> Gateway.before(origin, null, Gateway.originOnly()));
    }

    @Test
    void originThatWantsTheContent_asksForIt() {
        Gateway gateway = gateway();
        stage.origin().thenAnswer(request -> {
            request.response().writeContinue();
            request.body().onSuccess(content -> request.response().end("got " + content));
        });
        try (RawConnection client = new RawConnection(gateway.port())) {
            assertThat(client.send(WAITING).readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
            assertThat(client.send("hello").readUntil("got hello"))
                    .startsWith("HTTP/1.1 200 ")
                    .doesNotContainIgnoringCase("connection: close");
            assertThat(client.send("GET /next HTTP/1.1|Host: a||").readUntil("/next"))
                    .contains(" 200 ");
        }
        assertThat(stage.origin().seen().get(0).headers().get("expect")).isEqualTo("100-continue");
        assertThat(stage.origin().seen().get(1).headers().contains("expect")).isFalse();
    }

    @Test
    void originThatRefuses_isHeardBeforeAnyContent() {
        Gateway gateway = gateway();
        stage.origin()
                .thenAnswer(request -> request.response().setStatusCode(403).end("no"));
        try (RawConnection client = new RawConnection(gateway.port())) {
            assertThat(client.send(WAITING).readToEnd())
                    .startsWith("HTTP/1.1 403 ")
                    .containsIgnoringCase("connection: close")
                    .endsWith("no");
        }
        gateway.awaitMeter("weir_origin_inflight", 0);
        gateway.get("/after").assertStatus(200);
    }

    @Test
    void originThatKnowsNothingOfIt_getsTheContentAllTheSame() {
        try (RawOrigin origin = RawOrigin.saying("HTTP/1.1 200 OK|Content-Length: 5||taken")) {
            Gateway gateway = stage.start(unused -> Gateway.before(origin.address(), null, Gateway.originOnly()));
            try (RawConnection client = new RawConnection(gateway.port())) {
                assertThat(client.send(WAITING).readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100 ");
                assertThat(client.send("hello").readUntil("taken")).startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void clientThatDoesNotWait_isServedAsWell() {
        Gateway gateway = gateway();
        try (RawConnection client = new RawConnection(gateway.port())) {
            assertThat(client.send(WAITING + "hello").readUntil("got hello/up")).contains("HTTP/1.1 200 ");
        }
    }

    @Test
    void otherExpectations_fail() {
        Gateway gateway = gateway();
        try (RawConnection client = new RawConnection(gateway.port())) {
            assertThat(client.send("POST /up HTTP/1.1|Host: a|Content-Length: 5|Expect: tea||")
                            .readToEnd())
                    .startsWith("HTTP/1.1 417 ");
        }
        assertThat(stage.origin().count()).isZero();
        assertThat(gateway.samples("weir_requests_seconds_count", "outcome=\"refused\""))
                .isEqualTo(1);
    }

    @Test
    void oldClients_expectNothing() {
        Gateway gateway = gateway();
        try (RawConnection client = new RawConnection(gateway.port())) {
            assertThat(client.send("POST /up HTTP/1.0|Host: a|Content-Length: 5|Expect: 100-continue||hello")
                            .readToEnd())
                    .startsWith("HTTP/1.0 200 ")
                    .endsWith("got hello/up");
        }
        assertThat(stage.origin().seen().get(0).headers().contains("expect")).isFalse();
    }

    @Test
    void restThatNobodyWants_isReadForAWhile() {
        Gateway gateway = gateway();
        stage.origin()
                .thenAnswer(request -> request.response().setStatusCode(413).end("too much"));
        byte[] piece = new byte[1 << 20];
        try (RawConnection client = new RawConnection(gateway.port())) {
            client.send("POST /up HTTP/1.1|Host: a|Content-Length: 1000000000||");
            assertThat(client.send(piece).readUntil("too much")).startsWith("HTTP/1.1 413 ");
            for (int i = 0; i < 64; i++) {
                client.send(piece);
            }
            throw new AssertionError("64 MiB were taken that nobody wants");
        } catch (UncheckedIOException cut) {
            assertThat(cut).hasCauseInstanceOf(IOException.class);
        }
        gateway.awaitMeter("weir_origin_inflight", 0);
    }
}
