package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.CachingRules;
import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.ScriptedOrigin;
import dev.weir.testing.Stage;
import io.vertx.core.http.HttpServerRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What {@code guard} keeps out of the store, over the socket, with a real Redis. */
class GuardTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    @RegisterExtension
    final Stage stage = new Stage();

    private final ScriptedOrigin origin = stage.origin();

    @BeforeEach
    void flush() {
        REDIS.cli("FLUSHALL");
    }

    private Gateway guard(boolean deception, double poisoning) {
        CachingRules rules = Gateway.originOnly().guardedBy(new CachingRules.Guards(deception, poisoning));
        return stage.start(address -> Gateway.before(address, REDIS.uri(), rules));
    }

    private static void answer(HttpServerRequest request, String type, String content) {
        request.response()
                .putHeader("cache-control", "max-age=60")
                .putHeader("content-type", type)
                .end(content);
    }

    private static void awaitGuarded(Gateway gateway, String outcome, int count) {
        Async.until(
                () -> gateway.samples("weir_guarded_total", "outcome=\"" + outcome + "\"") == count,
                count + " " + outcome);
    }

    @Test
    void pageBehindTheNameOfAFile_isNotStored() {
        Gateway gateway = guard(true, 0);
        origin.alwaysAnswer(request -> answer(request, "text/html", "for " + request.getHeader("x-user")));
        gateway.get("/account/x.css", "x-user", "alice").assertBody("for alice");
        gateway.get("/account/x.css", "x-user", "mallory")
                .assertBody("for mallory")
                .assertForwarded("uri-miss");
        awaitGuarded(gateway, "deceiving", 2);
    }

    @Test
    void fileThatIsWhatItSays_isStored() {
        Gateway gateway = guard(true, 0);
        origin.alwaysAnswer(request -> answer(request, "text/css", "a {}"));
        gateway.get("/a.css").assertForwarded("uri-miss");
        gateway.awaitMeter("weir_stores_total", 1);
        gateway.get("/a.css").assertHit();
    }

    /** The attack: a field that no key holds, put into a page for everybody. */
    @Test
    void answerThatAFieldOutsideTheKeyHasChosen_isNotStored() {
        Gateway gateway = guard(false, 1);
        origin.alwaysAnswer(request ->
                answer(request, "text/html", "<script src=//" + request.getHeader("x-theme-host") + "/a.js>"));
        gateway.get("/", "x-theme-host", "evil.example").assertBody("<script src=//evil.example/a.js>");
        awaitGuarded(gateway, "poisoned", 1);
        assertThat(gateway.samples("weir_stores_total", "outcome=\"poisoned\"")).isEqualTo(1);
        assertThat(origin.count()).isEqualTo(3);
        gateway.get("/").assertForwarded("uri-miss").assertBody("<script src=//null/a.js>");
        awaitGuarded(gateway, "same", 1);
        gateway.awaitMeter("weir_stores_total", 2);
        gateway.get("/", "x-theme-host", "evil.example").assertHit().assertBody("<script src=//null/a.js>");
    }

    @Test
    void errorThatAFieldProvokes_isNotStored() {
        Gateway gateway = guard(false, 1);
        origin.alwaysAnswer(request -> {
            request.response().setStatusCode(request.getHeader("x-bad") == null ? 200 : 404);
            answer(request, "text/plain", "x");
        });
        gateway.get("/", "x-bad", "1").assertStatus(404);
        awaitGuarded(gateway, "poisoned", 1);
        gateway.get("/").assertStatus(200);
    }

    @Test
    void answerOfTheSameKey_isStored_andAskedForOnceMore() {
        Gateway gateway = guard(false, 1);
        origin.alwaysAnswer(request -> answer(request, "text/plain", "same for all"));
        gateway.get("/", "user-agent", "a", "cookie", "b=1").assertForwarded("uri-miss");
        awaitGuarded(gateway, "same", 1);
        gateway.awaitMeter("weir_stores_total", 1);
        gateway.get("/").assertHit();
        assertThat(origin.count()).isEqualTo(2);
        assertThat(origin.seen().get(1).headers().contains("user-agent")).isFalse();
        assertThat(origin.seen().get(1).headers().contains("cookie")).isFalse();
    }

    @Test
    void contentThatDiffersEachTime_isStored() {
        Gateway gateway = guard(false, 1);
        origin.alwaysAnswer(request -> answer(request, "text/plain", "number " + origin.count()));
        gateway.get("/").assertBody("number 1");
        awaitGuarded(gateway, "dynamic", 1);
        gateway.awaitMeter("weir_stores_total", 1);
        gateway.get("/").assertHit().assertBody("number 1");
    }

    @Test
    void withoutAGuard_theOriginIsAskedOnce() {
        Gateway gateway = guard(false, 0);
        origin.alwaysAnswer(request -> answer(request, "text/html", "for " + request.getHeader("x-user")));
        gateway.get("/x.css", "x-user", "alice");
        gateway.awaitMeter("weir_stores_total", 1);
        gateway.get("/x.css", "x-user", "mallory").assertHit().assertBody("for alice");
        assertThat(origin.count()).isEqualTo(1);
        assertThat(gateway.meter("weir_guarded_total")).isZero();
    }
}
