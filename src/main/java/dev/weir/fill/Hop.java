package dev.weir.fill;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Consumer;

/**
 * A promise that is kept on the context of whoever waits for it.
 *
 * @param unwanted what becomes of a value that comes too late
 */
record Hop<T>(Context context, Promise<T> promise, Consumer<T> unwanted) {
    static <T> Hop<T> to(Context context, Consumer<T> unwanted) {
        return new Hop<>(context, Promise.promise(), unwanted);
    }

    Future<T> future() {
        return promise.future();
    }

    /** Any thread. */
    void complete(T value) {
        context.runOnContext(now -> {
            if (!promise.tryComplete(value)) {
                unwanted.accept(value);
            }
        });
    }
}
