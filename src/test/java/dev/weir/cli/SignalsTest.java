package dev.weir.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** SIGHUP reaches who listens to it, each time, and ends nobody. */
class SignalsTest {
    @Test
    void theSignal_isTold_eachTime() throws Exception {
        CountDownLatch told = new CountDownLatch(2);
        Signals.tell("HUP", told::countDown);

        raise();
        raise();

        assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private static void raise() throws ReflectiveOperationException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        signal.getMethod("raise", signal)
                .invoke(null, signal.getConstructor(String.class).newInstance("HUP"));
    }
}
