package dev.weir.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({"0ms, PT0S", "250ms, PT0.25S", "5s, PT5S", "2m, PT2M", "1h, PT1H", "7d, PT168H"})
    void durations(String text, Duration expected) {
        assertThat(Quantities.duration(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0B, 0", "512B, 512", "2KiB, 2048", "4MiB, 4194304", "1GiB, 1073741824"})
    void sizes(String text, int expected) {
        assertThat(Quantities.bytes(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5 s", "-5s", "5S", "1.5s", "9999999999ms"})
    void otherDurations_areRefused(String text) {
        assertThatThrownBy(() -> Quantities.duration(text))
                .hasMessage(text + " (expected: a duration such as 250ms, 5s or 2m)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "5kb", "-5B", "2GiB", "3000MiB"})
    void otherSizes_areRefused(String text) {
        assertThatThrownBy(() -> Quantities.bytes(text)).hasMessageStartingWith(text + " (expected: a size");
    }
}
