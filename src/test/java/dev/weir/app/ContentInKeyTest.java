package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.CachingRules;
import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawClient;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** QUERY (RFC 10008), and POST where a route says that it only asks, over the socket, with a real Redis. */
class ContentInKeyTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final int MOST = 1024;

    private ScriptedOrigin origin;
    private Gateway gateway;

    @BeforeEach
    void start() {
        REDIS.empty();
        origin = new ScriptedOrigin();
        gateway = Gateway.before(
                origin.address(),
                REDIS.uri(),
                List.of(
                        Gateway.route("graphql", "/graphql", withContent(new CachingRules.Content(true, MOST))),
                        Gateway.route("rest", "/**", withContent(new CachingRules.Content(false, MOST)))));
        echo("max-age=60");
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    private static CachingRules withContent(CachingRules.Content content) {
        CachingRules rules = Gateway.originOnly();
        return new CachingRules(
                rules.ttls(),
                rules.stale(),
                rules.cookies(),
                rules.bypass(),
                content,
                rules.requests(),
                rules.delivery(),
                null,
                rules.maxBody(),
                rules.maxWait());
    }

    /** Answers with what was asked. */
    private void echo(String cacheControl) {
        origin.alwaysAnswer(request -> request.body()
                .onSuccess(content -> request.response()
                        .putHeader("cache-control", cacheControl)
                        .putHeader("etag", "\"1\"")
                        .end(request.method() + " " + request.getHeader("content-type") + " " + content)));
    }

    private Received send(String method, String uri, String content, String... fields) {
        Received received = Async.await(gateway.send(method, uri, Buffer.buffer(content), fields));
        gateway.awaitMeter("weir_flights", 0);
        return received;
    }

    @Test
    @Tag("MUST")
    void query_hitsByContentAndType_andByNothingLess() {
        String[] json = {"content-type", "application/json"};
        send("QUERY", "/q", "a", json).assertBody("QUERY application/json a").assertForwarded("uri-miss");
        send("QUERY", "/q", "a", json).assertBody("QUERY application/json a").assertHit();
        send("QUERY", "/q", "b", json).assertBody("QUERY application/json b").assertForwarded("uri-miss");
        send("QUERY", "/q", "a", "content-type", "text/plain")
                .assertBody("QUERY text/plain a")
                .assertForwarded("uri-miss");
        send("QUERY", "/q?x=1", "a", json).assertForwarded("uri-miss");
        send("QUERY", "/q", "").assertForwarded("uri-miss");
        send("GET", "/q", "").assertForwarded("uri-miss");
        assertThat(origin.count()).isEqualTo(6);
    }

    @Test
    void concurrentQueries_ofOneContent_areOneRequest() {
        Promise<Void> release = Promise.promise();
        origin.alwaysAnswer(request -> request.body()
                .onSuccess(content -> release.future()
                        .onSuccess(now -> request.response()
                                .putHeader("cache-control", "max-age=60")
                                .end("answer to " + content))));
        List<Future<Received>> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiting.add(gateway.send("QUERY", "/q", Buffer.buffer("one question")));
        }
        gateway.awaitMeter("weir_fills_waiting", 19);
        release.complete();
        waiting.forEach(future -> Async.await(future).assertStatus(200).assertBody("answer to one question"));
        assertThat(origin.count()).isEqualTo(1);
    }

    @Test
    void staleQuery_isValidated_withItsContent() {
        echo("max-age=0");
        send("QUERY", "/q", "a").assertForwarded("uri-miss");
        origin.thenAnswer(request -> request.body()
                .onSuccess(content -> request.response()
                        .setStatusCode(content.toString().equals("a") ? 304 : 500)
                        .putHeader("etag", "\"1\"")
                        .putHeader("cache-control", "max-age=60")
                        .end()));
        send("QUERY", "/q", "a").assertStatus(200).assertBody("QUERY null a").assertForwarded("stale");
        assertThat(origin.seen().get(1).headers().get("if-none-match")).isEqualTo("\"1\"");
        send("QUERY", "/q", "a").assertHit();
        send("QUERY", "/q", "a", "if-none-match", "\"1\"").assertStatus(304);
    }

    @Test
    void postOnAnOrdinaryRoute_isPassed() {
        send("POST", "/q", "a").assertBody("POST null a").assertForwarded("method");
        send("POST", "/q", "a").assertForwarded("method");
        assertThat(origin.count()).isEqualTo(2);
    }

    @Test
    void postThatAsks_hits_andAMutationNever() {
        send("POST", "/graphql", "{\"query\":\"{a}\"}").assertForwarded("uri-miss");
        send("POST", "/graphql", "{\"query\":\"{a}\"}").assertHit().assertBody("POST null {\"query\":\"{a}\"}");
        send("GET", "/graphql", "").assertForwarded("uri-miss");
        send("POST", "/graphql", "{\"query\":\"mutation{a}\"}").assertForwarded("method");
        send("POST", "/graphql", "{\"query\":\"mutation{a}\"}")
                .assertForwarded("method")
                .assertBody("POST null {\"query\":\"mutation{a}\"}");
        assertThat(origin.count()).isEqualTo(4);
    }

    @Test
    void postWithoutFreshness_isNotStored_andNeverValidated() {
        echo("no-cache");
        for (int i = 0; i < 2; i++) {
            Received received = send("POST", "/graphql", "{a}").assertBody("POST null {a}");
            assertThat(received.cacheStatus()).doesNotContain("stored");
        }
        assertThat(origin.count()).isEqualTo(2);
        assertThat(origin.seen().get(1).headers().contains("if-none-match")).isFalse();
    }

    @Test
    @Tag("MUST")
    void freshnessOfAPost_isNeverGuessed() {
        origin.alwaysAnswer(request -> request.response()
                .putHeader("last-modified", "Wed, 01 Jan 2020 00:00:00 GMT")
                .end("old"));
        send("POST", "/graphql", "{a}").assertForwarded("uri-miss");
        send("POST", "/graphql", "{a}").assertForwarded("uri-miss");
        send("QUERY", "/graphql", "{a}").assertForwarded("uri-miss");
        send("QUERY", "/graphql", "{a}").assertHit();
    }

    @Test
    void contentBeyondTheBound_isPassedWhole_announcedOrNot() {
        String longer = "x".repeat(200_000);
        for (int i = 0; i < 2; i++) {
            send("QUERY", "/q", longer).assertBody("QUERY null " + longer).assertForwarded("method");
        }
        Buffer most = Buffer.buffer("y".repeat(MOST));
        send("QUERY", "/q", most.toString()).assertForwarded("uri-miss");
        send("QUERY", "/q", most.toString()).assertHit();
        assertThat(chunked("z".repeat(MOST - 1), "z")).contains("cache-status: weir; fwd=uri-miss");
        assertThat(chunked("z".repeat(MOST), "zz"))
                .contains("cache-status: weir; fwd=method")
                .endsWith("z".repeat(MOST + 2));
    }

    private String chunked(String... chunks) {
        StringBuilder request = new StringBuilder(
                "QUERY /chunked HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (String chunk : chunks) {
            request.append(Integer.toHexString(chunk.length()))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return RawClient.exchange(gateway.port(), request.append("0\r\n\r\n").toString());
    }

    @Test
    void clientThatLeavesWithinItsContent_reachesNoOrigin() {
        RawClient.abandon(gateway.port(), "QUERY /q HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab", 0);
        send("QUERY", "/q", "abcde").assertForwarded("uri-miss");
        assertThat(origin.count()).isEqualTo(1);
    }
}
