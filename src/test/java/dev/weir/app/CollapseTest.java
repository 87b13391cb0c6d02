package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Concurrent misses over the socket, on two event loops, without Redis: the flight alone must hold. */
class CollapseTest {
    private static final int CLIENTS = 100;

    private ScriptedOrigin origin;
    private Gateway gateway;

    @BeforeEach
    void start() {
        origin = new ScriptedOrigin();
        gateway = Gateway.before(origin.address(), null, Gateway.originOnly());
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    private List<Future<Received>> crowd(String... fields) {
        List<Future<Received>> answers = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            answers.add(gateway.send("GET", "/hot", fields));
        }
        return answers;
    }

    @Test
    void coldKey_isFilledOnceForAll() {
        Promise<HttpServerRequest> asked = Promise.promise();
        origin.alwaysAnswer(asked::tryComplete);

        List<Future<Received>> answers = crowd();
        HttpServerRequest request = Async.await(asked.future());
        gateway.awaitMeter("weir_fills_waiting", CLIENTS - 1);
        request.response().putHeader("cache-control", "max-age=60").end("one for all");

        for (Future<Received> answer : answers) {
            Async.await(answer).assertStatus(200).assertBody("one for all");
        }
        assertThat(origin.count()).isEqualTo(1);
    }
}
