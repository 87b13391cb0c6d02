package dev.weir.http;

import dev.weir.exchange.ExchangeObserver;
import dev.weir.exchange.Explanation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one event loop that are being answered, and the wait for the last of them. On that event loop.
 *
 * <p>The server's own shutdown cannot tell: where several event loops share a port it ends connections whose requests are
 * still being answered.
 */
final class Answering implements ExchangeObserver {
    private static final VarHandle REQUESTS = field();

    private final ExchangeObserver observer;

    @SuppressWarnings("unused") // by its handle
    private int requests;

    private @Nullable Promise<Void> drained;

    Answering(ExchangeObserver observer) {
        this.observer = observer;
    }

    void began() {
        REQUESTS.setOpaque(this, requests + 1);
    }

    /** How many they are, as far as another thread can tell. */
    int requests() {
        return (int) REQUESTS.getOpaque(this);
    }

    @Override
    public void ended(Explanation why, int status, Duration took, long bytes) {
        observer.ended(why, status, took, bytes);
        releases();
    }

    /** A request was answered, and its connection is not over: it has become a tunnel. */
    void holds() {
        REQUESTS.setOpaque(this, requests + 1);
    }

    void releases() {
        REQUESTS.setOpaque(this, requests - 1);
        completeIfOver();
    }

    private static VarHandle field() {
        try {
            return MethodHandles.lookup().findVarHandle(Answering.class, "requests", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean isDraining() {
        return drained != null;
    }

    /** Completes when nobody is being answered. */
    Future<Void> drain() {
        Promise<Void> over = drained == null ? Promise.promise() : drained;
        drained = over;
        completeIfOver();
        return over.future();
    }

    private void completeIfOver() {
        if (drained != null && requests == 0) {
            drained.tryComplete();
        }
    }
}
