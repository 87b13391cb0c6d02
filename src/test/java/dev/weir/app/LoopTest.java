package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway whose origin leads back to it (RFC 9110 §7.6). */
class LoopTest {
    private static final int MOST_ROUNDS = 3;

    private ScriptedOrigin origin;
    private Gateway gateway;

    @BeforeEach
    void start() {
        origin = new ScriptedOrigin().alwaysAnswer(this::sendBack);
        gateway = Gateway.before(origin.address(), null, Gateway.originOnly());
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    /** As a proxy would that has the gateway for its origin. */
    private void sendBack(HttpServerRequest request) {
        String via = String.join(", ", request.headers().getAll("via"));
        gateway.send(request.method().name(), request.uri(), "via", via)
                .onSuccess(answer -> request.response()
                        .setStatusCode(answer.status())
                        .putHeader("content-type", answer.field("content-type"))
                        .end(answer.content()));
    }

    /** The second round would wait for the fill that it is part of. */
    @ParameterizedTest
    @Tag("MUST")
    @ValueSource(strings = {"GET", "POST", "M-SEARCH"})
    void requestThatComesRound_endsAfterAFewRounds(String method) {
        Received answer = Async.await(gateway.send(method, "/x", Buffer.buffer()));
        answer.assertStatus(508);
        assertThat(answer.field("content-type")).isEqualTo("application/problem+json");
        assertThat(origin.count()).isEqualTo(1 + MOST_ROUNDS);
    }

    @Test
    void serviceBehindTheGatewayAndBeforeIt_isNoLoop() {
        origin.alwaysAnswer(request -> {
            if (request.uri().equals("/inner")) {
                request.response().putHeader("cache-control", "max-age=60").end("inner");
            } else {
                String via = request.getHeader("via");
                gateway.send("GET", "/inner", "via", via)
                        .onSuccess(answer -> request.response().end("outer of " + answer.body()));
            }
        });
        gateway.get("/outer").assertStatus(200).assertBody("outer of inner");
        assertThat(origin.count()).isEqualTo(2);
    }
}
