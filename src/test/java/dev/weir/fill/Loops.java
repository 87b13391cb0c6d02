package dev.weir.fill;

import dev.weir.testing.Async;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.internal.VertxInternal;
import java.util.concurrent.Callable;

/** Two event loops, and what happens on them one step after the other. */
final class Loops implements AutoCloseable {
    /** More hops than anything here makes in a row. */
    private static final int HOPS = 6;

    final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    final Context one = ((VertxInternal) vertx).createEventLoopContext();
    final Context two = ((VertxInternal) vertx).createEventLoopContext();

    <T> T on(Context context, Callable<T> call) {
        Promise<T> done = Promise.promise();
        context.runOnContext(now -> {
            try {
                done.complete(call.call());
            } catch (Exception | AssertionError e) {
                done.fail(e);
            }
        });
        return Async.await(done.future());
    }

    void run(Context context, Runnable action) {
        on(context, () -> {
            action.run();
            return true;
        });
    }

    /** Starts something on a loop and hands its outcome to the test's thread. */
    <T> Future<T> start(Context context, Callable<Future<T>> call) {
        Promise<T> outcome = Promise.promise();
        context.runOnContext(now -> {
            try {
                call.call().onComplete(outcome);
            } catch (Exception e) {
                outcome.fail(e);
            }
        });
        return outcome.future();
    }

    /** Until whatever was handed from loop to loop has arrived. */
    void settle() {
        for (int i = 0; i < HOPS; i++) {
            run(one, () -> {});
            run(two, () -> {});
        }
    }

    @Override
    public void close() {
        Async.await(vertx.close());
    }
}
