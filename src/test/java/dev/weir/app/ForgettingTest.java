package dev.weir.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.invalidation.Purge;
import dev.weir.invalidation.PurgeOutcome;
import dev.weir.invalidation.Subject;
import dev.weir.redis.RedisServer;
import dev.weir.testing.Async;
import dev.weir.testing.Gateway;
import dev.weir.testing.Received;
import dev.weir.testing.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Purges against what is stored, being fetched and being validated, on two gateways of one fleet. */
class ForgettingTest {
    @RegisterExtension
    static final RedisServer REDIS = new RedisServer();

    private static final String HOST = "shop.example";
    private static final Subject PAGE = new Subject.Uri("http://shop.example/p");

    private ScriptedOrigin origin;
    private Gateway one;
    private Gateway two;

    @BeforeEach
    void start() {
        origin = new ScriptedOrigin();
        one = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly());
        two = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly());
        awaitMembers(2);
    }

    private void awaitMembers(int count) {
        Async.until(
                () -> Stream.of(one, two)
                        .allMatch(
                                gateway -> gateway.admin("/v1/status").body().split("\"applied\"", -1).length > count),
                count + " members");
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
        origin.close();
    }

    private static Future<Received> get(Gateway gateway, String uri, String... fields) {
        String[] all = Stream.concat(Stream.of("host", HOST), Stream.of(fields)).toArray(String[]::new);
        return gateway.send("GET", uri, all);
    }

    private static Received got(Gateway gateway, String uri, String... fields) {
        return Async.await(get(gateway, uri, fields));
    }

    private static void answer(HttpServerRequest request, String body) {
        request.response()
                .putHeader("cache-control", "max-age=600")
                .putHeader("cache-groups", "\"products\"")
                .end(body);
    }

    /** Answers with the number of the request. */
    private void originCounts() {
        origin.alwaysAnswer(request -> answer(request, "v" + origin.count()));
    }

    private static void awaitStored(Gateway gateway) {
        gateway.awaitMeter("weir_flights", 0);
    }

    static Stream<Subject> subjects() {
        return Stream.of(
                PAGE,
                new Subject.Group(null, "products"),
                new Subject.Group("http://shop.example", "products"),
                new Subject.Prefix("http://shop.example/"),
                new Subject.All());
    }

    static Stream<Subject> others() {
        return Stream.of(
                new Subject.Uri("http://shop.example/pp"),
                new Subject.Group(null, "product"),
                new Subject.Group("http://other.example", "products"),
                new Subject.Prefix("http://shop.example/q"));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void whatIsStored_isForgottenByBoth_onceThePurgeIsConfirmed(Subject subject) {
        originCounts();
        got(one, "/p").assertBody("v1");
        awaitStored(one);
        got(two, "/p").assertBody("v1").assertHit();

        PurgeOutcome.Appended outcome = one.purge(subject);

        assertThat(outcome.confirmed()).hasSize(2);
        got(two, "/p").assertBody("v2").assertForwarded("uri-miss");
        awaitStored(two);
        got(one, "/p").assertBody("v2").assertHit();
    }

    @ParameterizedTest
    @MethodSource("others")
    void whatDoesNotMatch_stays(Subject subject) {
        originCounts();
        got(one, "/p").assertBody("v1");
        awaitStored(one);

        one.purge(subject);

        got(one, "/p").assertBody("v1").assertHit();
        got(two, "/p").assertBody("v1").assertHit();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void purgeDuringAFill_winsOverIt(Subject subject) {
        Promise<HttpServerRequest> asked = Promise.promise();
        origin.thenAnswer(asked::tryComplete);
        originCounts();

        Future<Received> before = get(one, "/p");
        HttpServerRequest held = Async.await(asked.future());
        two.purge(subject);
        answer(held, "old");

        Async.await(before).assertBody("old");
        awaitStored(one);
        got(one, "/p").assertBody("v2").assertForwarded("uri-miss");
        awaitStored(one);
        got(two, "/p").assertBody("v2").assertHit();
    }

    @Test
    void clientAfterAConfirmedPurge_neverGetsTheOlderFillThatStillRuns() {
        Promise<HttpServerRequest> asked = Promise.promise();
        origin.thenAnswer(asked::tryComplete);
        originCounts();

        Future<Received> before = get(one, "/p");
        HttpServerRequest held = Async.await(asked.future());
        two.purge(PAGE);
        Future<Received> elsewhere = get(two, "/p");
        Async.await(elsewhere).assertBody("v2");
        Future<Received> here = get(one, "/p");
        Async.until(() -> one.meter("weir_fills_waiting") >= 1 || here.isComplete(), "the second waits");
        answer(held, "old");

        Async.await(before).assertBody("old");
        assertThat(Async.await(here).body()).isNotEqualTo("old");
        awaitStored(one);
        assertThat(got(one, "/p").body()).isNotEqualTo("old");
        assertThat(got(two, "/p").body()).isNotEqualTo("old");
    }

    @Test
    void purgeWhileTheOriginValidates_fetchesTheWhole() {
        origin.thenAnswer(request -> request.response()
                .putHeader("cache-control", "max-age=0, stale-while-revalidate=0")
                .putHeader("etag", "\"1\"")
                .end("old"));
        Promise<HttpServerRequest> asked = Promise.promise();
        origin.thenAnswer(asked::tryComplete);
        origin.alwaysAnswer(request -> answer(request, "new"));
        got(one, "/p").assertBody("old");
        awaitStored(one);

        Future<Received> validated = get(one, "/p");
        HttpServerRequest conditional = Async.await(asked.future());
        assertThat(conditional.getHeader("if-none-match")).isEqualTo("\"1\"");
        two.purge(PAGE);
        conditional
                .response()
                .setStatusCode(304)
                .putHeader("etag", "\"1\"")
                .putHeader("cache-control", "max-age=600")
                .end();

        Async.await(validated).assertBody("new");
        assertThat(origin.seen().get(2).headers().contains("if-none-match")).isFalse();
        awaitStored(one);
        got(two, "/p").assertBody("new").assertHit();
    }

    @Test
    void hardPurged_lendsNoValidator_softPurgedDoes_andHardWinsOverALaterSoftOne() {
        origin.alwaysAnswer(request -> request.response()
                .putHeader("cache-control", "max-age=600")
                .putHeader("etag", "\"1\"")
                .end("same"));
        got(one, "/p");
        awaitStored(one);

        one.purge(new Purge(List.of(PAGE), true));
        got(two, "/p").assertForwarded("stale");
        assertThat(origin.seen().get(1).headers().get("if-none-match")).isEqualTo("\"1\"");
        awaitStored(two);
        got(two, "/p").assertHit();

        one.purge(PAGE);
        one.purge(new Purge(List.of(PAGE), true));
        got(two, "/p").assertForwarded("uri-miss");
        assertThat(origin.seen().get(2).headers().contains("if-none-match")).isFalse();
    }

    @Test
    void softPurged_isServedStale_andRefreshedOnce() {
        origin.thenAnswer(request -> request.response()
                .putHeader("cache-control", "max-age=600, stale-while-revalidate=600")
                .end("old"));
        originCounts();
        got(one, "/p");
        awaitStored(one);

        one.purge(new Purge(List.of(PAGE), true));

        got(one, "/p").assertBody("old").assertHit();
        awaitStored(one);
        got(two, "/p").assertBody("v2").assertHit();
        assertThat(origin.count()).isEqualTo(2);
    }

    @Test
    void purgesFasterThanTheOrigin_leaveNobodyWithoutAnswer() {
        List<HttpServerRequest> held = new CopyOnWriteArrayList<>();
        origin.alwaysAnswer(held::add);
        List<Future<Received>> answers = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            for (Gateway gateway : List.of(one, two)) {
                answers.add(get(gateway, "/p"));
                answers.add(get(gateway, "/p"));
            }
            Async.until(() -> !held.isEmpty(), "the origin is asked");
            one.purge(PAGE);
        }
        origin.alwaysAnswer(request -> answer(request, "late"));
        List.copyOf(held).forEach(origin::replay);

        answers.forEach(answer -> Async.await(answer).assertStatus(200).assertBody("late"));
    }

    @Test
    void everyVariantAndEveryKeyOfAUri_isForgotten() {
        origin.alwaysAnswer(request -> request.response()
                .putHeader("cache-control", "max-age=600")
                .putHeader("vary", "accept-language")
                .end(request.getHeader("accept-language") + origin.count()));
        for (String language : List.of("de", "fr")) {
            got(one, "/p?b=2&a=1", "accept-language", language);
            awaitStored(one);
            got(two, "/p?a=1&b=2", "accept-language", language).assertHit();
        }

        one.purge(new Subject.Uri("http://SHOP.example:80/p?b=2&a=1#x"));

        for (String language : List.of("de", "fr")) {
            assertThat(got(two, "/p?a=1&b=2", "accept-language", language).cacheStatus())
                    .contains("fwd=");
            awaitStored(two);
        }
    }

    @Test
    void urlPurge_unlinksWhatIsOlder_andNothingNewer() {
        String key = "weir:test:r:{GET%20http://shop.example/p}";
        originCounts();
        got(one, "/p");
        awaitStored(one);
        assertThat(REDIS.cli("EXISTS", key)).isEqualTo("1");

        one.purge(PAGE);
        Async.until(() -> REDIS.cli("EXISTS", key).equals("0"), "it is unlinked");

        got(one, "/p");
        awaitStored(one);
        long old = one.purge(new Subject.Group(null, "nothing")).id();
        got(one, "/p").assertHit();
        assertThat(REDIS.cli("EXISTS", key)).isEqualTo("1");
        assertThat(old).isPositive();
    }

    @Test
    void fenceOfALogThatNobodyKnows_isAMiss_andOverwritten() {
        String key = "weir:test:r:{GET%20http://shop.example/p}";
        originCounts();
        got(one, "/p");
        awaitStored(one);
        long ahead = one.purge(new Subject.Group(null, "x")).id() + 3_600_000_000L;
        got(one, "/p").assertHit();
        REDIS.cli("HSET", "weir:{test}:nodes", "ahead", ahead + " 0 left");
        one.purge(PAGE);
        got(one, "/p").assertBody("v2");
        awaitStored(one);
        REDIS.cli("DEL", "weir:{test}:log", "weir:{test}:nodes");
        try (Gateway three = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly())) {
            assertThat(got(three, "/p").cacheStatus()).contains("fwd=");
        }
        assertThat(REDIS.cli("EXISTS", key)).isEqualTo("1");
    }

    @Test
    void gatewayThatStops_isNotWaitedFor() {
        originCounts();
        two.close();
        try {
            PurgeOutcome.Appended outcome = one.purge(PAGE);
            assertThat(outcome.confirmed()).hasSize(1);
            assertThat(outcome.detached()).isEmpty();
        } finally {
            two = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly());
        }
    }

    @Test
    void purgesWhileAGatewayJoins_areKnownToIt() {
        originCounts();
        got(one, "/p").assertBody("v1");
        awaitStored(one);
        purgeOthers(0, 26);
        try (Gateway three = Gateway.before(origin.address(), REDIS.uri(), Gateway.originOnly())) {
            purgeOthers(26, 50);
            assertThat(one.purge(PAGE).confirmed()).hasSize(3);
            got(three, "/p").assertBody("v2");
        }
    }

    private void purgeOthers(int from, int to) {
        for (int i = from; i < to; i++) {
            one.purge(new Subject.Uri("http://shop.example/" + i));
        }
    }
}
