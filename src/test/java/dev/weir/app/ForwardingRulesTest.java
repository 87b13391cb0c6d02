package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.invalidation.Subject;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawClient;
import dev.weir.testing.RawConnection;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Host, path and fields of messages between gateway and origin; to clients, keys and purges all of it is invisible. */
class ForwardingRulesTest {
    private ScriptedOrigin origin;
    private Gateway gateway;

    @BeforeEach
    void start() {
        origin = new ScriptedOrigin()
                .alwaysAnswer(request -> request.response()
                        .putHeader("cache-control", "max-age=60")
                        .putHeader("server", "secret/1.0")
                        .putHeader("x-version", "origin")
                        .end(request.uri()));
        gateway = Gateway.of("""
                listen: { port: 0 }
                admin: { port: 0 }
                redis: { topology: none }
                origins:
                  o:
                    servers: [ "%s" ]
                    host: origin
                    request-fields: { set: { X-Gateway: weir, X-Both: origin }, remove: [ x-internal ] }
                    response-fields: { remove: [ server ] }
                routes:
                  - name: api
                    match: { path: /api/** }
                    origin: o
                    path: { strip: /api, add: /v2 }
                    request-fields: { set: { x-both: route } }
                  - { name: kept, match: { path: /kept/** }, origin: o, host: keep }
                  - { name: hours, match: { path: /hour/** }, origin: o, response-fields: { set: { Cache-Control: max-age=3600, X-Version: gateway } } }
                  - { name: small, match: { path: /small/** }, origin: o, max-request-body: 8B }
                  - { name: rest, match: { path: /** }, origin: o }
                """.formatted(origin.address()));
    }

    @AfterEach
    void stop() {
        gateway.close();
        origin.close();
    }

    private ScriptedOrigin.Seen last() {
        return origin.seen().get(origin.count() - 1);
    }

    private String originHost() {
        return origin.address().getAuthority();
    }

    private String url(String path) {
        return "http://127.0.0.1:" + gateway.port() + path;
    }

    @Test
    void path_isRewrittenForTheOriginAlone() {
        gateway.get("/api/products/1?a=b").assertBody("/v2/products/1?a=b");
        gateway.get("/api/products/1?a=b").assertBody("/v2/products/1?a=b").assertHit();
        gateway.get("/api").assertBody("/v2");
        gateway.get("/other").assertBody("/other");

        gateway.purge(new Subject.Uri(url("/v2/products/1?a=b")));
        gateway.get("/api/products/1?a=b").assertHit();
        gateway.purge(new Subject.Uri(url("/api/products/1?a=b")));
        gateway.get("/api/products/1?a=b").assertForwarded("uri-miss");
    }

    @Test
    void pathThatWouldLeadOut_staysWithin() {
        for (String path : new String[] {"/api/../api/x", "/%61pi/x", "/api/%2e%2e/api/x", "/x/../api/x", "/api/./x"}) {
            assertThat(RawClient.exchange(
                            gateway.port(), "GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                    .as(path)
                    .endsWith("/v2/x");
        }
        assertThat(RawClient.exchange(gateway.port(), "GET /api/%7Ea HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .endsWith("/v2/%7Ea");
    }

    @Test
    void host_isTheOriginsOrTheClients() {
        gateway.get("/a");
        assertThat(last().headers().getAll("host")).containsExactly(originHost());
        gateway.get("/kept/a");
        assertThat(last().headers().getAll("host")).containsExactly("127.0.0.1:" + gateway.port());
    }

    @Test
    void fields_areSetAndRemoved_theRoutesAfterTheOrigins() {
        Received answer = gateway.get("/api/f", "x-internal", "1", "x-gateway", "forged", "x-gateway", "twice");
        assertThat(last().headers().contains("x-internal")).isFalse();
        assertThat(last().headers().getAll("x-gateway")).containsExactly("weir");
        assertThat(last().headers().getAll("x-both")).containsExactly("route");
        assertThat(answer.field("server")).isNull();
        gateway.get("/f");
        assertThat(last().headers().getAll("x-both")).containsExactly("origin");
    }

    @Test
    void responseFields_areWhatIsDecidedByAndStored() {
        Received first = gateway.get("/hour/a");
        assertThat(first.cacheStatus()).contains("; stored; ttl=3");
        assertThat(first.headers().getAll("x-version")).containsExactly("gateway");
        Received hit = gateway.get("/hour/a").assertHit();
        assertThat(hit.headers().getAll("x-version")).containsExactly("gateway");
        assertThat(hit.field("server")).isNull();
    }

    @Test
    void locations_leadBackToTheClientsView() {
        origin.thenAnswer(to("/v2/next?x=1"));
        assertThat(gateway.get("/api/r").field("location")).isEqualTo("/api/next?x=1");
        origin.thenAnswer(to("http://" + originHost() + "/v2/next"));
        assertThat(gateway.get("/api/s").field("location")).isEqualTo(url("/api/next"));
        origin.thenAnswer(to("http://" + originHost() + "/v2x"));
        assertThat(gateway.get("/api/t").field("location")).isEqualTo("http://" + originHost() + "/v2x");
        origin.thenAnswer(to("http://elsewhere/v2/next"));
        assertThat(gateway.get("/api/u").field("location")).isEqualTo("http://elsewhere/v2/next");
        origin.thenAnswer(to("next"));
        assertThat(gateway.get("/api/v").field("location")).isEqualTo("next");
    }

    private static io.vertx.core.Handler<io.vertx.core.http.HttpServerRequest> to(String location) {
        return request -> request.response()
                .setStatusCode(302)
                .putHeader("location", location)
                .end();
    }

    @Test
    void unsafeRequest_takesOutWhatItsLocationNamesInTheClientsView() {
        gateway.get("/api/created").assertForwarded("uri-miss");
        origin.thenAnswer(request -> request.response()
                .setStatusCode(201)
                .putHeader("location", "/v2/created")
                .end());
        Async.await(gateway.send("POST", "/api/list", Buffer.buffer("x"))).assertStatus(201);
        gateway.get("/api/created").assertForwarded("uri-miss");
    }

    @Test
    void contentThatIsTooLong_isRefusedBeforeTheOriginIsAsked() {
        Async.await(gateway.send("POST", "/small/a", Buffer.buffer("12345678"))).assertStatus(200);
        int before = origin.count();
        Async.await(gateway.send("POST", "/small/a", Buffer.buffer("123456789")))
                .assertStatus(413);
        assertThat(origin.count()).isEqualTo(before);
    }

    @Test
    void contentThatTurnsOutTooLong_neverLooksWholeToTheOrigin() {
        Promise<String> outcome = Promise.promise();
        origin.thenAnswer(request -> {
            request.endHandler(whole -> outcome.tryComplete("whole"));
            request.exceptionHandler(cut -> outcome.tryComplete("cut"));
        });
        try (RawConnection client = new RawConnection(gateway.port())) {
            client.send("POST /small/b HTTP/1.1|Host: a|Transfer-Encoding: chunked||5|hello|5|hello|");
            assertThat(client.readUntil("}\n")).contains(" 413 ");
        }
        assertThat(Async.await(outcome.future())).isEqualTo("cut");
    }
}
