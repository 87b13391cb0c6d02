package dev.weir.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.fill.FillObserver.Stored;
import dev.weir.message.Body;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.StoredResponse;
import dev.weir.store.Lookup;
import dev.weir.testing.Async;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of one request to the origin, for the one that made it and for those that follow. */
class FillTest {
    private final FillBench bench = new FillBench();

    @AfterEach
    void close() {
        bench.close();
    }

    private static void answer(HttpServerRequest request, int status, String cacheControl, String... fields) {
        request.response().setStatusCode(status).putHeader("cache-control", cacheControl);
        for (int i = 0; i < fields.length; i += 2) {
            request.response().putHeader(fields[i], fields[i + 1]);
        }
        request.response().end(status == 304 ? "" : "content");
    }

    private void assertOver(Stored... outcomes) {
        Async.until(() -> bench.flights.size() == 0, "the flight is over");
        bench.loops.settle();
        assertThat(bench.counts.settled).containsExactly(outcomes);
        assertThat(bench.counts.underWay).hasValue(0);
        assertThat(bench.counts.waiting).hasValue(0);
    }

    /** Leader and follower, on different loops, of one answer. */
    private List<Filled> leaderAndFollower(FillPlan plan) {
        Promise<HttpServerRequest> held = Promise.promise();
        bench.scripted.thenAnswer(held::complete);
        Future<Filled> leader = bench.ask(bench.loops.one, plan);
        HttpServerRequest request = Async.await(held.future());
        Future<Filled> follower = bench.ask(bench.loops.two, plan);
        Async.until(() -> bench.counts.waiting.get() == 1, "a follower waits");
        bench.scripted.replay(request);
        return List.of(Async.await(leader), Async.await(follower));
    }

    private static void drain(Filled filled) {
        if (filled instanceof Filled.Shared shared && shared.body() instanceof Body.Arriving arriving) {
            arriving.stream().resume();
        }
    }

    private StoredResponse storeSomething(String cacheControl) {
        bench.scripted.thenAnswer(request -> answer(request, 200, cacheControl, "etag", "\"v1\""));
        drain(Async.await(bench.ask(bench.loops.one)));
        Async.until(() -> bench.flights.size() == 0, "stored");
        bench.loops.settle();
        bench.counts.settled.clear();
        return bench.stored();
    }

    private FillPlan whole(StoredResponse stored, String... fields) {
        return new FillPlan(
                FillBench.get(fields),
                Body.Empty.INSTANCE,
                bench.origin,
                bench.rules(),
                stored,
                false,
                List.of(),
                null);
    }

    @Test
    void storable_isSharedAndStored() {
        bench.scripted.alwaysAnswer(request -> answer(request, 200, "max-age=60"));
        List<Filled> filled = leaderAndFollower(bench.plan(FillBench.get()));

        assertThat(((Filled.Shared) filled.get(0)).led()).isTrue();
        assertThat(((Filled.Shared) filled.get(1)).led()).isFalse();
        assertOver(Stored.STORED);
        assertThat(bench.stored().body()).hasToString("content");
    }

    @Test
    void unstorable_isTheLeadersOwn_andReleasesTheFollowers() {
        bench.scripted.alwaysAnswer(request -> answer(request, 200, "private"));
        List<Filled> filled = leaderAndFollower(bench.plan(FillBench.get()));

        assertThat(filled.get(0)).isInstanceOf(Filled.Own.class);
        assertThat(filled.get(1)).isInstanceOf(Filled.Released.class);
        assertOver(Stored.SKIPPED);
        assertThat(bench.store.written).isEmpty();
    }

    @Test
    void serverError_isTheLeadersToSee_andAFailureForTheFollowers() {
        bench.scripted.alwaysAnswer(request -> answer(request, 503, "no-store"));
        List<Filled> filled = leaderAndFollower(bench.plan(FillBench.get()));

        assertThat(filled.get(0)).isInstanceOf(Filled.FailedWith.class);
        assertThat(((Filled.Failed) filled.get(1)).status()).isEqualTo(503);
        assertOver(Stored.SKIPPED);
    }

    @Test
    void error_neverReplacesUsableStale_notEvenForARequestThatCannotHaveIt() {
        StoredResponse stale = storeSomething("max-age=0, stale-if-error=60");
        for (String[] fields : new String[][] {{}, {"cache-control", "no-cache"}}) {
            bench.scripted.thenAnswer(request -> answer(request, 503, "max-age=60"));
            Filled filled = Async.await(bench.ask(bench.loops.one, whole(stale, fields)));

            assertThat(filled).isInstanceOfAny(Filled.Failed.class, Filled.FailedWith.class);
            assertOver(Stored.SKIPPED);
            assertThat(bench.stored()).isSameAs(stale);
            bench.counts.settled.clear();
        }
    }

    @Test
    void error_isStored_whereNothingUsableIs() {
        StoredResponse expired = storeSomething("max-age=1");
        bench.scripted.thenAnswer(request -> answer(request, 503, "max-age=60"));

        assertThat(Async.await(bench.ask(bench.loops.one, whole(expired)))).isInstanceOf(Filled.Shared.class);
        assertOver(Stored.STORED);
        assertThat(bench.stored().head().status()).isEqualTo(503);
    }

    @Test
    void notModified_freshensForAll() {
        StoredResponse stored = storeSomething("max-age=1");
        bench.scripted.alwaysAnswer(request -> answer(request, 304, "max-age=90", "etag", "\"v1\""));
        List<Filled> filled = leaderAndFollower(bench.validating(stored));

        assertThat(((Filled.Freshened) filled.get(0)).led()).isTrue();
        assertThat(((Filled.Freshened) filled.get(1)).led()).isFalse();
        assertOver(Stored.FRESHENED);
        assertThat(bench.stored().terms().lifetime()).hasSeconds(90);
        assertThat(bench.stored().body()).hasToString("content");
    }

    @Test
    void notModified_ofSomethingElse_fetchesTheWhole() {
        StoredResponse stored = storeSomething("max-age=1");
        bench.scripted.thenAnswer(request -> answer(request, 304, "max-age=90", "etag", "\"v2\""));
        bench.scripted.thenAnswer(request -> answer(request, 200, "max-age=90", "etag", "\"v2\""));

        assertThat(Async.await(bench.ask(bench.loops.one, bench.validating(stored))))
                .isInstanceOf(Filled.Shared.class);
        assertOver(Stored.STORED);
        assertThat(bench.scripted.seen())
                .last()
                .satisfies(seen ->
                        assertThat(seen.headers().contains("if-none-match")).isFalse());
    }

    @Test
    void notModified_thatNobodyAskedFor_isABadGateway() {
        bench.scripted.alwaysAnswer(request -> answer(request, 304, "max-age=90"));

        assertThat(leaderAndFollower(bench.plan(FillBench.get())))
                .allSatisfy(each -> assertThat(((Filled.Failed) each).status()).isEqualTo(502));
        assertOver(Stored.SKIPPED);
    }

    @Test
    void tooManyVaryNames_areNotStored() {
        String names = String.join(
                ", ", IntStream.range(0, 200).mapToObj(i -> "x-" + i).toList());
        bench.scripted.alwaysAnswer(request -> answer(request, 200, "max-age=60", "vary", names));

        assertThat(Async.await(bench.ask(bench.loops.one))).isInstanceOf(Filled.Own.class);
        assertOver(Stored.SKIPPED);
    }

    @Test
    void storeThatAnswersAtOnce_stillCollapses() {
        Promise<HttpServerRequest> held = Promise.promise();
        bench.scripted.alwaysAnswer(held::complete);
        List<Future<Filled>> asked = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            asked.add(bench.ask(i % 2 == 0 ? bench.loops.one : bench.loops.two));
        }
        Async.until(() -> bench.counts.waiting.get() == 19, "all but one wait");
        answer(Async.await(held.future()), 200, "max-age=60");

        asked.forEach(each -> assertThat(Async.await(each)).isInstanceOf(Filled.Shared.class));
        assertThat(bench.scripted.count()).isEqualTo(1);
    }

    @Test
    void oneLookUp_servesAllWhoAskMeanwhile() {
        Promise<Lookup> answer = bench.holdStore();
        bench.scripted.alwaysAnswer(request -> answer(request, 200, "max-age=60"));
        Future<Filled> leader = bench.ask(bench.loops.one);
        bench.loops.settle();
        Future<Filled> follower = bench.ask(bench.loops.two);
        bench.loops.settle();
        bench.loops.run(bench.loops.one, () -> answer.complete(Lookup.NOT_STORED));

        assertThat(Async.await(leader)).isInstanceOf(Filled.Shared.class);
        assertThat(Async.await(follower)).isInstanceOf(Filled.Shared.class);
        assertThat(bench.store.asked).hasValue(1);
        assertThat(bench.scripted.count()).isEqualTo(1);
    }

    @Test
    void whatCouldNotBeWritten_isLost_andTheKeyIsFreeAgain() {
        bench.store.refused.add(FillBench.KEY);
        bench.scripted.alwaysAnswer(request -> answer(request, 200, "max-age=60"));

        assertThat(Async.await(bench.ask(bench.loops.one))).isInstanceOf(Filled.Shared.class);
        assertOver(Stored.LOST);
    }

    @Test
    void bugBeforeTheOriginIsAsked_costsAnError_andTheKeyIsFree() {
        RequestHead unsendable = FillBench.get().with("NO METHOD", FieldLines.EMPTY);
        assertThat(((Filled.Failed) Async.await(bench.ask(bench.loops.one, bench.plan(unsendable)))).status())
                .isEqualTo(500);
        assertOver(Stored.SKIPPED);
    }
}
