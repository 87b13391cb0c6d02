package dev.weir.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.weir.simulate.SimulationSettings.Latency;
import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogNormalLatencyTest {
    @Test
    void draws_haveTheQuantilesAskedFor() {
        LogNormalLatency latency = latency("PT0.25S", "PT0.9S", new Random(42));

        double[] millis = Stream.generate(latency::next)
                .limit(100_000)
                .mapToDouble(Duration::toMillis)
                .sorted()
                .toArray();

        assertThat(millis[50_000]).isCloseTo(250, within(5.0));
        assertThat(millis[99_000]).isCloseTo(900, within(30.0));
        assertThat(millis[0]).isPositive();
    }

    @Test
    void equalQuantiles_areConstantAndDrawNothing() {
        RandomGenerator unused = () -> {
            throw new AssertionError("drawn");
        };
        assertThat(latency("PT0.5S", "PT0.5S", unused).next()).isEqualTo(Duration.ofMillis(500));
        assertThat(latency("PT0S", "PT0S", unused).next()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"PT1S, PT0.5S", "PT0S, PT1S", "PT-1S, PT1S"})
    void impossibleQuantiles_areRefused(String median, String p99) {
        assertThatThrownBy(() -> latency(median, p99, new Random(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected:");
    }

    private static LogNormalLatency latency(String median, String p99, RandomGenerator random) {
        return new LogNormalLatency(new Latency(Duration.parse(median), Duration.parse(p99)), random);
    }
}
