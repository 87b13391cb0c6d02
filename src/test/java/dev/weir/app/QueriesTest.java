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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Queries that an origin says are the same (No-Vary-Search), asked for at once, and by a fleet. */
class QueriesTest {
    private static final String HOST = "shop.example";
    private static final String RULE = "params=(\"utm\")";

    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private ScriptedOrigin origin;
    private Gateway gateway;

    @BeforeEach
    void start() {
        REDIS.empty();
        origin = new ScriptedOrigin().alwaysAnswer(QueriesTest::answerForAll);
        gateway = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly());
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    private static void answerForAll(HttpServerRequest request) {
        request.response().putHeader("no-vary-search", RULE);
        answerForOne(request);
    }

    private static void answerForOne(HttpServerRequest request) {
        request.response().putHeader("cache-control", "max-age=60").end("answer to " + request.query());
    }

    private Received settled(Gateway asked, String uri) {
        asked.awaitMeter("weir_flights", 0);
        return asked.get(uri, "host", HOST);
    }

    /** Requests sent while the origin holds the first of them back. */
    private List<Received> atOnce(String... uris) {
        settled(gateway, "/p?a=1&utm=0").assertForwarded("uri-miss");
        gateway.awaitMeter("weir_flights", 0);
        Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
        origin.thenAnswer(held::add);
        List<Future<Received>> sent = new ArrayList<>();
        for (String uri : uris) {
            sent.add(gateway.send("GET", uri, "host", HOST));
            origin.awaitCount(2);
        }
        gateway.awaitMeter("weir_fills_waiting", uris.length - 1);
        origin.replay(held.remove());
        return sent.stream().map(Async::await).toList();
    }

    @Test
    void queriesThatAreTheSame_areFilledOnce() {
        List<Received> replies = atOnce("/p?a=2&utm=1", "/p?a=2&utm=2", "/p?utm=3&a=2");
        assertThat(replies).extracting(Received::body).containsOnly("answer to a=2&utm=1");
        assertThat(replies.stream().filter(reply -> reply.cacheStatus().contains("collapsed")))
                .hasSize(2);
        assertThat(origin.count()).isEqualTo(2);
    }

    @Test
    @Tag("MUST")
    void answerThatDoesNotSayItIsForAll_isGivenToItsOwnQueryAlone() {
        origin.alwaysAnswer(request -> {
            if ("a=1&utm=0".equals(request.query())) {
                answerForAll(request);
            } else {
                answerForOne(request);
            }
        });
        List<Received> replies = atOnce("/p?a=2&utm=1", "/p?a=2&utm=2", "/p?a=2&utm=3");
        assertThat(replies)
                .extracting(Received::body)
                .containsExactly("answer to a=2&utm=1", "answer to a=2&utm=2", "answer to a=2&utm=3");
        assertThat(origin.count()).isEqualTo(4);
        settled(gateway, "/p?a=2&utm=2").assertHit().assertBody("answer to a=2&utm=2");
        settled(gateway, "/p?a=1&utm=9").assertHit().assertBody("answer to a=1&utm=0");
    }

    @Test
    void otherGateways_andTheNextStart_knowTheRule() {
        settled(gateway, "/p?a=1&utm=0").assertForwarded("uri-miss");
        gateway.awaitMeter("weir_flights", 0);
        try (Gateway other = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly())) {
            settled(other, "/p?a=1&utm=1").assertHit().assertBody("answer to a=1&utm=0");
            settled(other, "/p?a=2&utm=1").assertForwarded("uri-miss");
            other.awaitMeter("weir_flights", 0);
        }
        settled(gateway, "/p?utm=7&a=2").assertHit().assertBody("answer to a=2&utm=1");
        assertThat(origin.count()).isEqualTo(2);
    }

    @Test
    void change_isSeenByEveryQueryOfItsPath() {
        settled(gateway, "/p?a=1&utm=0").assertForwarded("uri-miss");
        settled(gateway, "/p?a=1&utm=1").assertHit();
        Async.await(gateway.send("PUT", "/p?a=1&utm=2", "host", HOST));
        settled(gateway, "/p?a=1&utm=1").assertForwarded("uri-miss");
    }
}
