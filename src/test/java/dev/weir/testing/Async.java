package dev.weir.testing;

import io.vertx.core.Future;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Lets a test's thread wait for what happens elsewhere; bounded, so that a hang is a failure with a name. */
public final class Async {
    private static final long BOUND_SECONDS = 20;

    private Async() {}

    public static <T> T await(Future<T> future) {
        return await(future, BOUND_SECONDS, TimeUnit.SECONDS);
    }

    public static <T> T await(Future<T> future, long bound, TimeUnit unit) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(bound, unit);
        } catch (ExecutionException e) {
            throw new AssertionError("failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("not within " + bound + " " + unit, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** For conditions that nobody announces. */
    public static void until(BooleanSupplier condition, String what) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + BOUND_SECONDS + " s: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
