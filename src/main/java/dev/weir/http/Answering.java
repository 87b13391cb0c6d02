package dev.weir.http;

import dev.weir.exchange.ExchangeObserver;
import dev.weir.exchange.Explanation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;

/**
 * The requests of one event loop that are being answered. On that event loop, save where a method says otherwise.
 *
 * <p>The server's own shutdown cannot tell: where several event loops share a port it ends connections whose requests are
 * still being answered.
 */
final class Answering implements ExchangeObserver {
    private static final VarHandle REQUESTS = field();

    private final ExchangeObserver observer;

    @SuppressWarnings("unused") // by its handle
    private int requests;

    private boolean draining;

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
    }

    private static VarHandle field() {
        try {
            return MethodHandles.lookup().findVarHandle(Answering.class, "requests", int.class);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether clients are to connect elsewhere. */
    boolean isDraining() {
        return draining;
    }

    void drain() {
        draining = true;
    }
}
