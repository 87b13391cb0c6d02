package dev.weir.app;

import dev.weir.invalidation.Purges;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;

/**
 * What a gateway takes from outside, and a test may replace.
 *
 * @param chance random numbers from 0 to 1
 * @param fencing what requests see instead of the purges
 */
public record Surroundings(InstantSource clock, DoubleSupplier chance, UnaryOperator<Purges> fencing) {
    /** The real ones, but for the clock. */
    public static Surroundings of(InstantSource clock) {
        return new Surroundings(clock, () -> ThreadLocalRandom.current().nextDouble(), UnaryOperator.identity());
    }

    Surroundings with(InstantSource other) {
        return new Surroundings(other, chance, fencing);
    }
}
