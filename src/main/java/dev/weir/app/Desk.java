package dev.weir.app;

import dev.weir.exchange.Explainer;
import dev.weir.exchange.Warmer;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Function;

/**
 * Where the operator is served on one event loop of the data plane.
 *
 * @param context on which alone the others may be called
 */
record Desk(Context context, Explainer explainer, Warmer warmer) {
    /** Asks there; completes on the caller's context. */
    <T> Future<T> ask(Context caller, Function<Desk, Future<T>> question) {
        Promise<T> told = Promise.promise();
        context.runOnContext(
                here -> question.apply(this).onComplete(answer -> caller.runOnContext(there -> told.handle(answer))));
        return told.future();
    }
}
