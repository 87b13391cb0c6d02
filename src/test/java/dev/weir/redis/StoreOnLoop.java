package dev.weir.redis;

import dev.weir.message.StoreKey;
import dev.weir.store.Lookup;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** A store on an event loop of its own, used from the thread of a test. */
final class StoreOnLoop implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(20);

    final Recorded recorded = new Recorded();
    /** An hour behind the server's, so that following it shows. */
    final ServerClock clock =
            new ServerClock(() -> InstantSource.system().instant().minus(Duration.ofHours(1)));

    final RedisCacheStore store;
    final Context context;
    private final Vertx vertx = Vertx.vertx();

    StoreOnLoop(RedisSettings settings) {
        context = ((VertxInternal) vertx).createEventLoopContext();
        store = RedisCacheStore.connect(
                vertx, context, "test", new LinkParts(settings, recorded, clock, System::nanoTime, new Random(7)));
    }

    static StoreOnLoop connected(RedisSettings settings) throws InterruptedException {
        StoreOnLoop loop = new StoreOnLoop(settings);
        loop.recorded.await("up");
        return loop;
    }

    Context anotherLoop() {
        return ((VertxInternal) vertx).createEventLoopContext();
    }

    Lookup get(StoreKey key) {
        return on(store -> store.get(key));
    }

    boolean put(StoreKey key, Lookup.Present value, Duration keep) {
        return on(store -> store.put(key, value, keep));
    }

    boolean remove(StoreKey key) {
        return on(store -> store.remove(key));
    }

    /** Starts all in one go, so that they are under way at once. */
    <T> Future<List<T>> many(int count, IntFunction<Future<T>> call) {
        Promise<List<T>> done = Promise.promise();
        context.runOnContext(v -> {
            List<Future<T>> calls = new ArrayList<>();
            IntStream.range(0, count).forEach(i -> calls.add(call.apply(i)));
            Future.all(calls).map(all -> all.<T>list()).onComplete(done);
        });
        return done.future();
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    private <T> T on(Function<RedisCacheStore, Future<T>> call) {
        return await(many(1, i -> call.apply(store))).get(0);
    }

    @Override
    public void close() {
        await(store.close());
        await(vertx.close());
    }
}
