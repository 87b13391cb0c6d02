package dev.weir.app;

import dev.weir.invalidation.Purges;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway takes from outside, and a test may replace.
 *
 * @param chance random numbers from 0 to 1
 * @param fencing what requests see instead of the purges
 * @param source the file that the configuration came from, or null for one that came otherwise
 */
public record Surroundings(
        InstantSource clock,
        DoubleSupplier chance,
        UnaryOperator<Purges> fencing,
        @Nullable ConfigSource source) {
    public Surroundings(InstantSource clock, DoubleSupplier chance, UnaryOperator<Purges> fencing) {
        this(clock, chance, fencing, null);
    }

    /** The same, with a file to read the configuration from again. */
    public Surroundings reading(ConfigSource file) {
        return new Surroundings(clock, chance, fencing, file);
    }

    /** The real ones, but for the clock. */
    public static Surroundings of(InstantSource clock) {
        return new Surroundings(clock, () -> ThreadLocalRandom.current().nextDouble(), UnaryOperator.identity());
    }

    Surroundings with(InstantSource other) {
        return new Surroundings(other, chance, fencing, source);
    }
}
