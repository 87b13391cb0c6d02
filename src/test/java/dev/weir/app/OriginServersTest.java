package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawOrigin;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several servers of one origin: who gets a request, who gets none for a while, and what clients see of it. */
class OriginServersTest {
    private final List<ScriptedOrigin> servers = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // by each test
    private Gateway gateway;

    @AfterEach
    void stop() {
        gateway.close();
        servers.forEach(ScriptedOrigin::close);
    }

    private void start(int count, String settings) {
        for (int i = 0; i < count; i++) {
            servers.add(new ScriptedOrigin());
        }
        start(servers.stream().map(ScriptedOrigin::address), settings);
    }

    private void start(Stream<URI> addresses, String settings) {
        String list = addresses.map(uri -> '"' + uri.toString() + '"').collect(Collectors.joining(", "));
        gateway = Gateway.of("""
                listen: { port: 0 }
                admin: { port: 0 }
                redis: { topology: none }
                event-loops: 2
                origins: { origin: { servers: [ %s ], limit: fixed, %s } }
                routes:
                  - { name: cached, match: { path: /cached/** }, origin: origin, cache: { key: { ignore: [ n ] } } }
                  - { name: all, match: { path: /** }, origin: origin, cache: off }
                """.formatted(list, settings));
    }

    private ScriptedOrigin server(int index) {
        return servers.get(index);
    }

    private URI kill(int index) {
        URI address = server(index).address();
        server(index).close();
        return address;
    }

    private void revive(int index, URI address) {
        SocketAddress same = SocketAddress.inetSocketAddress(address.getPort(), address.getHost());
        servers.set(index, new ScriptedOrigin(new HttpServerOptions(), same));
    }

    private List<Integer> counts() {
        return servers.stream().map(ScriptedOrigin::count).toList();
    }

    private double serversThatAre(String state) {
        return gateway.samples("weir_origin_servers", "state=\"" + state + '"');
    }

    private double retries(String outcome) {
        return gateway.samples("weir_origin_retries_total", "outcome=\"" + outcome + '"');
    }

    private void answered(int requests) {
        for (int i = 0; i < requests; i++) {
            gateway.get("/" + i).assertStatus(200);
        }
    }

    @Nested
    class Balancing {
        @Test
        void roundRobin_takesTheNext() {
            start(3, "");
            answered(9);
            assertThat(counts()).containsExactly(3, 3, 3);
        }

        @Test
        void leastRequests_avoidsWhoIsBusy() {
            start(2, "balance: least-requests");
            Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
            servers.forEach(server -> server.thenAnswer(held::add));
            Future<Received> slow = gateway.send("GET", "/slow");
            Async.until(() -> held.size() == 1, "a request under way");
            int busy = server(0).count() == 1 ? 0 : 1;
            Future<Received> other = gateway.send("GET", "/other");
            server(1 - busy).awaitCount(1);
            held.forEach(request -> request.response().end());
            Async.await(slow).assertStatus(200);
            Async.await(other).assertStatus(200);
        }

        @Test
        void consistentHashing_givesAKeyItsServer_whateverDoesNotCount() {
            start(3, "balance: consistent-hashing");
            Set<List<Integer>> used = new HashSet<>();
            for (int key = 0; key < 12; key++) {
                List<Integer> before = counts();
                for (int n = 0; n < 3; n++) {
                    gateway.get("/cached/" + key + "?n=" + n, "cache-control", "no-cache")
                            .assertStatus(200);
                }
                List<Integer> after = counts();
                List<Integer> grown = List.of(
                        after.get(0) - before.get(0), after.get(1) - before.get(1), after.get(2) - before.get(2));
                assertThat(grown).containsOnly(0, 3);
                used.add(grown);
            }
            assertThat(used).hasSizeGreaterThan(1);
        }
    }

    @Nested
    class Retries {
        @ParameterizedTest
        @ValueSource(strings = {"GET", "POST"})
        void withoutAConnection_anotherIsAsked(String method) {
            start(2, "ejection: off, retries: { budget: 1.0 }");
            kill(0);
            for (int i = 0; i < 4; i++) {
                Async.await(gateway.send(method, "/" + i)).assertStatus(200);
            }
            assertThat(server(1).count()).isEqualTo(4);
            assertThat(retries("sent")).isEqualTo(2);
        }

        @Test
        void brokenAnswer_isAskedForElsewhere_ifTheMethodIsSafe() {
            try (RawOrigin breaking = new RawOrigin((socket, number) -> socket.close())) {
                servers.add(new ScriptedOrigin());
                start(Stream.of(breaking.address(), server(0).address()), "ejection: off");
                for (String method : List.of("GET", "HEAD", "OPTIONS", "QUERY")) {
                    Async.await(gateway.send(method, "/")).assertStatus(200);
                    Async.await(gateway.send(method, "/")).assertStatus(200);
                }
                assertThat(server(0).count()).isEqualTo(8);
                assertThat(breaking.requests()).hasSize(4);
                List<Integer> statuses = new ArrayList<>();
                statuses.add(Async.await(gateway.send("POST", "/")).status());
                statuses.add(Async.await(gateway.send("POST", "/")).status());
                assertThat(statuses).containsExactlyInAnyOrder(200, 502);
                assertThat(breaking.requests()).hasSize(5);
                assertThat(server(0).count()).isEqualTo(9);
            }
        }

        @Test
        void chosenStatus_isAskedForElsewhere_andTheLastIsGiven() {
            start(2, "ejection: off, retries: { status: [ 503 ] }");
            server(0)
                    .alwaysAnswer(
                            request -> request.response().setStatusCode(503).end("busy"));
            answered(4);
            assertThat(counts()).containsExactly(2, 4);
            server(1)
                    .alwaysAnswer(
                            request -> request.response().setStatusCode(503).end("busy too"));
            assertThat(gateway.get("/").assertStatus(503).body()).startsWith("busy");
        }

        @Test
        void otherStatus_isTheAnswer() {
            start(2, "ejection: off, retries: { status: [ 503 ] }");
            servers.forEach(server -> server.alwaysAnswer(
                    request -> request.response().setStatusCode(500).end()));
            gateway.get("/").assertStatus(500);
            assertThat(server(0).count() + server(1).count()).isEqualTo(1);
        }

        @Test
        void budget_boundsThem() {
            start(2, "ejection: off, retries: { status: [ 503 ], budget: 0.0 }");
            servers.forEach(server -> server.alwaysAnswer(
                    request -> request.response().setStatusCode(503).end()));
            for (int i = 0; i < 30; i++) {
                gateway.get("/" + i).assertStatus(503);
            }
            assertThat(retries("sent")).isEqualTo(20);
            assertThat(retries("refused")).isEqualTo(10);
            assertThat(server(0).count() + server(1).count()).isEqualTo(50);
        }

        @Test
        void off_isNone() {
            start(2, "ejection: off, retries: off");
            kill(0);
            List<Integer> statuses =
                    List.of(gateway.get("/1").status(), gateway.get("/2").status());
            assertThat(statuses).containsExactlyInAnyOrder(200, 502);
        }

        @Test
        void timeOut_isTheAnswer() {
            start(2, "head-timeout: 100ms");
            servers.forEach(server -> server.alwaysAnswer(request -> {}));
            gateway.get("/").assertStatus(504);
            assertThat(server(0).count() + server(1).count()).isEqualTo(1);
        }
    }

    @Nested
    class Ejection {
        @Test
        void deadServer_getsNoRequests_andNoClientSeesIt() {
            start(3, "ejection: { failures: 2, first: 1h, longest: 1h }");
            kill(2);
            Async.until(
                    () -> {
                        answered(3);
                        return serversThatAre("ejected") == 1;
                    },
                    "an ejected server");
            double before = retries("sent");
            answered(30);
            assertThat(retries("sent")).isEqualTo(before);
            assertThat(serversThatAre("up")).isEqualTo(2);
            assertThat(gateway.admin("/v1/status").body()).contains("\"state\" : \"ejected\"");
            assertThat(gateway.admin("/health/ready").assertStatus(200).body())
                    .contains("origin: 2 of 3 servers get requests");
        }

        @Test
        void deadServer_isTakenBack_onceItAnswers() {
            start(3, "ejection: { failures: 1, first: 400ms, longest: 1s }");
            URI address = kill(2);
            Async.until(
                    () -> {
                        answered(1);
                        return serversThatAre("ejected") == 1;
                    },
                    "an ejected server");
            revive(2, address);
            Async.until(
                    () -> {
                        answered(1);
                        return server(2).count() > 0 && serversThatAre("up") == 3;
                    },
                    "the third server among those that answer");
        }

        @Test
        void failingStatuses_eject() {
            start(2, "ejection: { failures: 3, status: [ 500 ], first: 1h, longest: 1h }");
            server(0)
                    .alwaysAnswer(
                            request -> request.response().setStatusCode(500).end());
            for (int i = 0; i < 20; i++) {
                gateway.get("/" + i);
            }
            assertThat(server(0).count()).isEqualTo(3);
            assertThat(serversThatAre("ejected")).isEqualTo(1);
        }

        @Test
        void theLastServer_goesOnBeingAsked() {
            start(2, "ejection: { failures: 1, first: 1h, longest: 1h }, retries: off");
            servers.forEach(server -> server.alwaysAnswer(
                    request -> request.response().setStatusCode(500).end()));
            for (int i = 0; i < 10; i++) {
                gateway.get("/" + i).assertStatus(500);
            }
            assertThat(server(0).count() + server(1).count()).isEqualTo(10);
            assertThat(serversThatAre("ejected")).isEqualTo(1);
        }
    }

    @Nested
    class Checks {
        private static final String CHECKED =
                "health: { path: /health, interval: 5ms, timeout: 2s, healthy-after: 2, unhealthy-after: 2 }";

        private void healthOf(ScriptedOrigin server, int status) {
            server.alwaysAnswer(request -> request.response()
                    .setStatusCode(request.path().equals("/health") ? status : 200)
                    .end());
        }

        private long asked(ScriptedOrigin server) {
            return server.seen().stream()
                    .filter(seen -> !seen.uri().equals("/health"))
                    .count();
        }

        @Test
        void serverThatFailsThem_getsNoRequests_untilItPasses() {
            start(2, CHECKED);
            healthOf(server(0), 503);
            Async.until(() -> serversThatAre("down") == 1, "a server that is down");
            answered(10);
            assertThat(asked(server(1))).isEqualTo(10);
            assertThat(gateway.admin("/v1/status").body()).contains("\"state\" : \"down\"");
            healthOf(server(0), 204);
            Async.until(() -> serversThatAre("up") == 2, "both up");
            answered(4);
            assertThat(asked(server(0))).isEqualTo(2);
        }

        @Test
        void whereAllFailThem_allAreAsked() {
            start(2, CHECKED);
            servers.forEach(server -> healthOf(server, 500));
            Async.until(() -> serversThatAre("down") == 2, "both down");
            answered(4);
            assertThat(asked(server(0))).isEqualTo(2);
        }

        @Test
        void deadServer_failsThem() {
            start(2, CHECKED);
            kill(0);
            Async.until(() -> serversThatAre("down") == 1, "a server that is down");
            answered(4);
            assertThat(retries("sent")).isZero();
        }
    }

    /** What a deployment does: one server after the other goes, without farewell, and comes back. */
    @ParameterizedTest
    @ValueSource(strings = {"http1", "http2"})
    void rollingRestart_underLoad_costsNoClientAnError(String protocol) {
        start(
                2,
                "protocol: %s, ejection: { failures: 2, first: 20ms, longest: 20ms }, retries: { budget: 1.0 }"
                        .formatted(protocol));
        Load load = new Load();
        for (int index = 0; index < 2; index++) {
            load.awaitMore(50);
            URI address = kill(index);
            load.awaitMore(50);
            revive(index, address);
            server(index).awaitCount(10);
        }
        assertThat(load.end()).isNotEmpty().containsOnly(200);
    }

    /** Eight clients that ask again as soon as they have an answer. */
    private final class Load {
        private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
        private final List<Future<Void>> clients = new ArrayList<>();
        private volatile boolean over;

        Load() {
            for (int i = 0; i < 8; i++) {
                clients.add(ask());
            }
        }

        private Future<Void> ask() {
            return gateway.send("GET", "/").compose(answer -> {
                statuses.add(answer.status());
                return over ? Future.succeededFuture() : ask();
            });
        }

        void awaitMore(int more) {
            int enough = statuses.size() + more;
            Async.until(() -> statuses.size() >= enough, more + " more answers");
        }

        List<Integer> end() {
            over = true;
            Async.await(Future.all(clients));
            return List.copyOf(statuses);
        }
    }
}
