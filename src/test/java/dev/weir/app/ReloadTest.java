package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.invalidation.Subject;
import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.RawConnection;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The configuration is read again while the gateway serves: a right one holds at once and whole, a wrong one not at all. */
class ReloadTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private final ScriptedOrigin red = new ScriptedOrigin().alwaysAnswer(request -> answer(request, "red"));
    private final ScriptedOrigin blue = new ScriptedOrigin().alwaysAnswer(request -> answer(request, "blue"));

    @TempDir
    Path directory = Path.of("");

    private Path file = Path.of("weir.yaml");

    @BeforeEach
    void name() {
        file = directory.resolve("weir.yaml");
    }

    @AfterEach
    void close() {
        red.close();
        blue.close();
    }

    private static void answer(HttpServerRequest request, String text) {
        request.response().putHeader("cache-control", "max-age=60").end(text);
    }

    private void write(String routes, String more) {
        try {
            Files.writeString(file, """
                    listen: { port: 0 }
                    admin: { port: 0 }
                    event-loops: 2
                    redis: { endpoints: [ '%s' ], command-timeout: 2s }
                    origins:
                      red: { servers: [ '%s' ] }
                      blue: { servers: [ '%s' ] }
                    %s
                    %s
                    """.formatted(REDIS.uri(), red.address(), blue.address(), routes, more));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String allTo(String origin) {
        return "routes: [ { name: all, match: { path: '/**' }, origin: %s, cache: off } ]".formatted(origin);
    }

    private static Received reload(Gateway gateway) {
        return admin(gateway, HttpMethod.POST, "/v1/config/reload");
    }

    private static Received admin(Gateway gateway, HttpMethod method, String uri) {
        return Async.await(gateway.client()
                .request(method, gateway.adminPort(), "127.0.0.1", uri)
                .compose(request -> Gateway.received(request.send())));
    }

    private static List<String> listed(Received answer, String member) {
        JsonArray list = new JsonObject(answer.body()).getJsonArray(member);
        return list.stream().map(String::valueOf).toList();
    }

    @Test
    void aRightOne_holdsFromTheNextRequestOn_alsoOnAConnectionThatStands() {
        write(allTo("red"), "");
        try (Gateway gateway = Gateway.reading(file);
                RawConnection standing = new RawConnection(gateway.port())) {
            standing.send("GET /1 HTTP/1.1|Host: a||");
            assertThat(standing.readUntil("red")).contains("200 OK");
            write(allTo("blue"), "");
            Received answer = reload(gateway).assertStatus(200);
            assertThat(listed(answer, "changed")).containsExactly("routes.all.origin: red → blue");
            assertThat(listed(answer, "after-restart")).isEmpty();
            standing.send("GET /1 HTTP/1.1|Host: a||");
            assertThat(standing.readUntil("blue")).contains("200 OK");
            assertThat(listed(reload(gateway).assertStatus(200), "changed")).isEmpty();
            assertThat(gateway.samples("weir_config_reloads_total", "outcome=\"applied\""))
                    .isEqualTo(1);
            assertThat(gateway.samples("weir_config_reloads_total", "outcome=\"unchanged\""))
                    .isEqualTo(1);
        }
    }

    @Test
    void whatHasBegun_endsAsItBegan() {
        Queue<HttpServerRequest> held = new ConcurrentLinkedQueue<>();
        red.alwaysAnswer(held::add);
        write(allTo("red"), "");
        try (Gateway gateway = Gateway.reading(file)) {
            Future<Received> begun = gateway.send("GET", "/begun");
            Async.until(() -> !held.isEmpty(), "a request at red");
            write("routes: [ { name: other, match: { path: '/other' }, origin: blue } ]", "");
            reload(gateway).assertStatus(200);
            gateway.get("/begun").assertStatus(404);
            gateway.get("/other").assertBody("blue");
            held.forEach(request -> answer(request, "red"));
            Async.await(begun).assertStatus(200).assertBody("red");
            gateway.awaitMeter("weir_requests_seconds_count", 3);
            assertThat(gateway.samples("weir_requests_seconds_count", "route=\"all\""))
                    .isEqualTo(1);
            assertThat(gateway.samples("weir_requests_seconds_count", "route=\"other\""))
                    .isEqualTo(1);
        }
    }

    @Test
    void aWrongOne_changesNothing_andIsTold() {
        write(allTo("red"), "");
        try (Gateway gateway = Gateway.reading(file)) {
            write("routes: [ { name: all, match: { path: '/**' }, origin: rad } ]", "namspace: x");
            Received answer = reload(gateway).assertStatus(422);
            assertThat(answer.field("content-type")).isEqualTo("application/problem+json");
            JsonArray errors = new JsonObject(answer.body()).getJsonArray("errors");
            assertThat(errors.getJsonObject(0).getInteger("line")).isEqualTo(8);
            assertThat(errors.getJsonObject(0).getString("detail"))
                    .contains("routes[0].origin: rad", "did you mean red?");
            assertThat(errors.getJsonObject(1).getInteger("line")).isEqualTo(9);
            assertThat(errors.getJsonObject(1).getString("detail")).contains("namespace");
            gateway.get("/").assertBody("red");
            assertThat(gateway.samples("weir_config_reloads_total", "outcome=\"refused\""))
                    .isEqualTo(1);
        }
    }

    @Test
    void whatNeedsARestart_isNamed_andTheRestHolds() {
        write(allTo("red"), "");
        try (Gateway gateway = Gateway.reading(file)) {
            write(allTo("blue"), "namespace: other\nnear-store: { max-bytes: 1MiB }");
            Received answer = reload(gateway).assertStatus(200);
            assertThat(listed(answer, "after-restart")).containsExactly("namespace", "near-store.max-bytes");
            assertThat(listed(answer, "changed")).containsExactly("routes.all.origin: red → blue");
            gateway.get("/").assertBody("blue");
            JsonObject shown =
                    new JsonObject(admin(gateway, HttpMethod.GET, "/v1/config").body());
            assertThat(shown.getJsonObject("settings").getString("routes.all.origin"))
                    .isEqualTo("blue");
            assertThat(shown.getJsonObject("settings").containsKey("namespace")).isFalse();
        }
    }

    @Test
    void whatCannotBeHad_changesNothing() throws IOException {
        write(allTo("red"), "");
        Path taken = Files.createDirectory(directory.resolve("taken"));
        try (Gateway gateway = Gateway.reading(file)) {
            write(allTo("blue"), "access-log: { to: '" + taken + "' }");
            assertThat(reload(gateway).assertStatus(503).body()).contains("access-log.to: " + taken);
            gateway.get("/").assertBody("red");
            write(allTo("blue"), "access-log: { to: '" + directory.resolve("access.log") + "' }");
            reload(gateway).assertStatus(200);
            gateway.get("/").assertBody("blue");
        }
        assertThat(directory.resolve("access.log")).content().contains("\"GET / HTTP/1.1\" 200 4");
    }

    @Test
    void aFileThatChanges_isReadByItself() {
        write(allTo("red"), "");
        try (Gateway gateway = Gateway.reading(file)) {
            gateway.get("/").assertBody("red");
            write(allTo("blue"), "");
            gateway.awaitMeter("weir_config_reloads_total", 1);
            gateway.get("/").assertBody("blue");
            write("routes: []", "");
            gateway.awaitMeter("weir_config_reloads_total", 2);
            gateway.get("/").assertBody("blue");
        }
    }

    @Test
    void whoMayPurge_andHowLongTargetsMayBe_holdFromTheNextRequestOn() {
        write(allTo("red"), "");
        try (Gateway gateway = Gateway.reading(file)) {
            Async.await(gateway.send("PURGE", "/x")).assertStatus(403);
            write(allTo("red"), "");
            replace("listen: { port: 0 }", "listen: { port: 0, purge-from: [ 127.0.0.1 ], max-url-length: 64B }");
            assertThat(listed(reload(gateway).assertStatus(200), "changed"))
                    .containsExactly(
                            "listen.max-url-length: default → 64B", "listen.purge-from[0]: default → 127.0.0.1");
            for (int i = 0; i < 8; i++) {
                Async.await(gateway.send("PURGE", "/x")).assertStatus(200);
                gateway.get("/" + "x".repeat(64)).assertStatus(414);
            }
        }
    }

    private void replace(String text, String by) {
        try {
            Files.writeString(file, Files.readString(file).replace(text, by));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void withoutAFile_thereIsNothingToRead() {
        try (Gateway gateway = Gateway.before(red.address(), null, Gateway.originOnly())) {
            reload(gateway).assertStatus(409);
        }
    }

    @Test
    void keysThatComeBack_doNotBringBackWhatWasPurgedMeanwhile() {
        String ignoring =
                "routes: [ { name: all, match: { path: '/**' }, origin: red, cache: { key: { ignore: [ a ] } } } ]";
        String telling = "routes: [ { name: all, match: { path: '/**' }, origin: blue } ]";
        write(ignoring, "");
        try (Gateway gateway = Gateway.reading(file)) {
            gateway.get("/x?a=1", "host", "shop").assertBody("red");
            gateway.awaitMeter("weir_stores_total", 1);
            gateway.get("/x?a=2", "host", "shop").assertHit();
            write(telling, "");
            reload(gateway).assertStatus(200);
            gateway.get("/x?a=1", "host", "shop").assertBody("blue");
            gateway.purge(new Subject.Uri("http://shop/x?a=1"));
            write(ignoring, "");
            reload(gateway).assertStatus(200);
            gateway.get("/x?a=2", "host", "shop").assertForwarded("uri-miss");
        }
    }

    @Test
    void aHundredReloadsUnderLoad_failNoRequest() throws IOException {
        write(allTo("red"), "");
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger served = new AtomicInteger();
        Set<String> bad = ConcurrentHashMap.newKeySet();
        try (Gateway gateway = Gateway.reading(file)) {
            List<Future<Void>> clients = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                clients.add(askOn(gateway, i, over, served, bad));
            }
            int told = 0;
            for (int i = 0; i < 100; i++) {
                int before = served.get();
                boolean broken = i % 2 == 1;
                String origin = i % 4 == 0 ? "blue" : "red";
                write(broken ? "routes: [ { name: all, match: { path: '/**' }, orgin: red } ]" : allTo(origin), "");
                Received answer = reload(gateway).assertStatus(broken ? 422 : 200);
                if (broken) {
                    assertThat(answer.body()).contains("\"line\" : 8", "orgin: unknown key", "did you mean origin?");
                    told++;
                }
                Async.until(() -> served.get() >= before + 20, "requests between the reloads");
            }
            over.set(true);
            clients.forEach(Async::await);
            assertThat(bad).isEmpty();
            assertThat(told).isEqualTo(50);
            assertThat(gateway.samples("weir_config_reloads_total", "outcome=\"refused\""))
                    .isGreaterThanOrEqualTo(50);
            assertThat(red.count()).isPositive();
            assertThat(blue.count()).isPositive();
        }
    }

    private static Future<Void> askOn(
            Gateway gateway, int client, AtomicBoolean over, AtomicInteger served, Set<String> bad) {
        if (over.get()) {
            return Future.succeededFuture();
        }
        return gateway.send("GET", "/" + client)
                .onSuccess(answer -> note(answer, served, bad))
                .onFailure(cause -> bad.add(cause.toString()))
                .transform(done -> askOn(gateway, client, over, served, bad));
    }

    private static void note(Received answer, AtomicInteger served, Set<String> bad) {
        served.incrementAndGet();
        if (answer.status() != 200
                || !(answer.body().equals("red") || answer.body().equals("blue"))) {
            bad.add(answer.status() + " " + answer.body());
        }
    }
}
