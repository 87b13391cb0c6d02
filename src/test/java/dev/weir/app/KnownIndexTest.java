package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.redis.RedisServer;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.http.HttpServerRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A resource that varies costs one question to Redis, once its index was met; and an index that is wrong costs no more. */
class KnownIndexTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private ScriptedOrigin origin;
    private Gateway gateway;
    private Gateway other;

    @BeforeEach
    void start() {
        origin = new ScriptedOrigin().alwaysAnswer(request -> answer(request, "accept-language"));
        gateway = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly());
        other = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly());
    }

    @AfterEach
    void stop() {
        gateway.close();
        other.close();
        origin.close();
        REDIS.empty();
    }

    private static void answer(HttpServerRequest request, String vary) {
        request.response()
                .putHeader("cache-control", "max-age=60")
                .putHeader("vary", vary)
                .end(request.getHeader("accept-language") + " " + request.getHeader("x-shelf"));
    }

    private static Received getSettled(Gateway from, String language, String shelf) {
        Received received = from.get("/v", "host", "shop.example", "accept-language", language, "x-shelf", shelf);
        from.awaitMeter("weir_flights", 0);
        return received;
    }

    /** The sum over all outcomes. */
    private static double gets(Gateway of) {
        return of.admin("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("weir_redis_commands_seconds_count{command=\"get\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void aVariant_costsOneCommand() {
        getSettled(gateway, "de", "1");
        double before = gets(gateway);
        for (int i = 0; i < 5; i++) {
            getSettled(gateway, "de", "1").assertHit().assertBody("de 1");
        }
        assertThat(gets(gateway) - before).isEqualTo(5);
    }

    @Test
    void anIndexThatWasMet_isKnownToo() {
        getSettled(gateway, "de", "1");
        getSettled(other, "de", "1").assertHit();
        double before = gets(other);
        getSettled(other, "de", "1").assertHit();
        assertThat(gets(other) - before).isEqualTo(1);
    }

    @Test
    void anotherVariant_isAVaryMiss_andStoredBesideIt() {
        getSettled(gateway, "de", "1");
        getSettled(gateway, "en", "1").assertForwarded("vary-miss").assertBody("en 1");
        getSettled(gateway, "de", "1").assertHit().assertBody("de 1");
        getSettled(gateway, "en", "1").assertHit().assertBody("en 1");
        assertThat(origin.count()).isEqualTo(2);
    }

    @Test
    void anIndexThatHasGrown_isLookedUp_whereTheKnownOneLeadsToNothing() {
        getSettled(gateway, "de", "1");
        origin.alwaysAnswer(request -> answer(request, "accept-language, x-shelf"));
        getSettled(other, "en", "2").assertForwarded("vary-miss");
        getSettled(gateway, "en", "2").assertHit().assertBody("en 2");
        getSettled(gateway, "en", "3").assertForwarded("vary-miss").assertBody("en 3");
        getSettled(other, "en", "3").assertHit().assertBody("en 3");
        assertThat(origin.count()).isEqualTo(3);
    }

    @Test
    void aResourceThatWasMadeAnew_isFoundByItsNewIndex() {
        getSettled(gateway, "de", "1");
        REDIS.forgetResponses();
        getSettled(other, "de", "2").assertForwarded("uri-miss");
        getSettled(gateway, "de", "3").assertHit().assertBody("de 2");
        assertThat(origin.count()).isEqualTo(2);
    }
}
