package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A crowd on one key, of which nobody may see what was meant for another (RFC 9111 §3, §4.1, §7.2). */
class CollapseSafetyTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final int CLIENTS = 100;

    private final Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
    private ScriptedOrigin origin;
    private Gateway gateway;

    @BeforeEach
    void start() {
        origin = new ScriptedOrigin().alwaysAnswer(held::add);
        gateway = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly());
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    /** All but the first wait for the first one's answer. */
    private List<Future<Received>> crowd(IntFunction<String[]> fields) {
        List<Future<Received>> answers = new ArrayList<>();
        answers.add(gateway.send("GET", "/hot", fields.apply(0)));
        origin.awaitCount(1);
        for (int i = 1; i < CLIENTS; i++) {
            answers.add(gateway.send("GET", "/hot", fields.apply(i)));
        }
        gateway.awaitMeter("weir_fills_waiting", CLIENTS - 1);
        return answers;
    }

    private static void echo(HttpServerRequest request, String field, String cacheControl) {
        request.response().putHeader("cache-control", cacheControl).end("for " + request.getHeader(field));
    }

    @Test
    void privateAnswers_areFetchedByEach_allAtOnce() {
        List<Future<Received>> answers = crowd(i -> new String[] {"x-client", "c" + i});
        echo(held.remove(), "x-client", "private");
        origin.awaitCount(CLIENTS);
        held.forEach(request -> echo(request, "x-client", "private"));

        for (int i = 0; i < CLIENTS; i++) {
            Async.await(answers.get(i)).assertStatus(200).assertBody("for c" + i);
        }
        assertThat(REDIS.cli("KEYS", "weir:test:r:*")).doesNotContain("weir:");
    }

    @Test
    void cookiesAndCredentials_areNotShared() {
        List<Future<Received>> answers = crowd(i -> switch (i % 3) {
            case 0 -> new String[] {"x-client", "c" + i};
            case 1 -> new String[] {"x-client", "c" + i, "cookie", "id=" + i};
            default -> new String[] {"x-client", "c" + i, "authorization", "Bearer " + i};
        });
        HttpServerRequest first = held.remove();
        first.response().putHeader("set-cookie", "id=first");
        echo(first, "x-client", "max-age=60");
        origin.awaitCount(CLIENTS);
        held.forEach(request -> echo(request, "x-client", "max-age=60"));

        for (int i = 1; i < CLIENTS; i++) {
            Received answer = Async.await(answers.get(i)).assertBody("for c" + i);
            assertThat(answer.field("set-cookie")).isNull();
        }
    }

    @Test
    void authorization_isForwardedByItself_whereTheAnswerIsNotMarkedShareable() {
        List<Future<Received>> answers =
                crowd(i -> i < 50 ? new String[0] : new String[] {"authorization", "Bearer " + i});
        echo(held.remove(), "authorization", "max-age=60");
        for (int i = 0; i < 50; i++) {
            Async.await(answers.get(i)).assertBody("for null");
        }
        origin.alwaysAnswer(request -> echo(request, "authorization", "max-age=60"));
        held.forEach(request -> echo(request, "authorization", "max-age=60"));
        for (int i = 50; i < CLIENTS; i++) {
            Async.await(answers.get(i)).assertStatus(200);
        }
    }

    @Test
    void variants_areFilledOnceEach() {
        List<Future<Received>> answers =
                crowd(i -> new String[] {"accept-language", i % 2 == 0 ? "de" : "fr", "host", "a"});
        HttpServerRequest first = held.remove();
        first.response().putHeader("vary", "accept-language");
        echo(first, "accept-language", "max-age=60");
        origin.awaitCount(2);
        gateway.awaitMeter("weir_fills_waiting", CLIENTS / 2 - 1);
        HttpServerRequest second = held.remove();
        second.response().putHeader("vary", "accept-language");
        echo(second, "accept-language", "max-age=60");

        for (int i = 0; i < CLIENTS; i++) {
            Async.await(answers.get(i)).assertBody(i % 2 == 0 ? "for de" : "for fr");
        }
        assertThat(origin.count()).isEqualTo(2);
    }
}
