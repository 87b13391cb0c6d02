package dev.weir.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.weir.exchange.HotKeys.Hot;
import dev.weir.message.CacheKey;
import dev.weir.testing.Async;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HotKeysTest {
    private static final long RANDOM = 0x5DEECE66DL;

    private final Vertx vertx = Vertx.vertx();
    private final List<Context> contexts = List.of(vertx.getOrCreateContext(), vertx.getOrCreateContext());
    private final List<HotKeys> loops =
            contexts.stream().map(context -> new HotKeys(context, RANDOM)).toList();

    @AfterEach
    void close() {
        Async.await(vertx.close());
    }

    private void on(int loop, Runnable action) {
        Promise<Void> done = Promise.promise();
        contexts.get(loop).runOnContext(now -> {
            action.run();
            done.complete();
        });
        Async.await(done.future());
    }

    private void count(int loop, String key, int times) {
        CacheKey counted = new CacheKey(key);
        on(loop, () -> IntStream.range(0, times).forEach(i -> loops.get(loop).count(counted)));
    }

    private List<Hot> top(int most) {
        return Async.await(HotKeys.top(vertx.getOrCreateContext(), loops, most));
    }

    @Test
    void fewRequests_areCountedEach_andAddedUpOverTheLoops() {
        count(0, "a", 3);
        count(1, "a", 2);
        count(1, "b", 4);
        count(0, "c", 1);

        assertThat(top(2)).containsExactly(new Hot("a", 5), new Hot("b", 4));
        assertThat(top(20)).hasSize(3);
    }

    @Test
    void manyRequests_areSampled_andStillFoundByTheirShare() {
        for (int round = 0; round < 200; round++) {
            count(0, "hot", 1_000);
            count(0, "warm", 300);
        }

        List<Hot> top = top(2);

        assertThat(top).extracting(Hot::key).containsExactly("hot", "warm");
        assertThat(top.get(0).requests()).isCloseTo(200_000, within(20_000L));
        assertThat(top.get(1).requests()).isCloseTo(60_000, within(12_000L));
    }

    @Test
    void hotKey_isFoundAmongAHundredThousandOthers() {
        on(
                0,
                () -> IntStream.range(0, 100_000).forEach(i -> {
                    loops.get(0).count(new CacheKey("cold " + i));
                    if (i % 10 == 0) {
                        loops.get(0).count(new CacheKey("hot"));
                    }
                }));

        assertThat(top(1)).extracting(Hot::key).containsExactly("hot");
    }

    @Test
    void keys_areForgottenAfterTwoPeriods() {
        count(0, "a", 3);
        on(0, loops.get(0)::age);
        count(0, "a", 1);
        assertThat(top(1)).containsExactly(new Hot("a", 4));

        on(0, loops.get(0)::age);
        assertThat(top(1)).containsExactly(new Hot("a", 1));
        on(0, loops.get(0)::age);
        assertThat(top(1)).isEmpty();
    }

    /** All have one String.hashCode: a table by that would become a list. */
    @Test
    void keysMadeToCollide_areCountedLikeOthers() {
        List<String> colliding = Stream.iterate(
                        List.of(""),
                        texts -> texts.stream()
                                .flatMap(text -> Stream.of(text + "Aa", text + "BB"))
                                .toList())
                .skip(12)
                .findFirst()
                .orElseThrow();
        assertThat(colliding.stream().mapToInt(String::hashCode).distinct().count())
                .isEqualTo(1);

        colliding.forEach(key -> count(0, key, 1));
        count(0, colliding.get(0), 50);

        assertThat(top(1)).extracting(Hot::key).containsExactly(colliding.get(0));
    }

    @Test
    void endlessKeys_areNotKept() {
        count(0, "x".repeat(5_000), 3);

        assertThat(top(1)).isEmpty();
    }
}
