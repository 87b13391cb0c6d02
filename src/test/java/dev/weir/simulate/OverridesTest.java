package dev.weir.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.weir.simulate.Overrides.Fields;
import dev.weir.simulate.Overrides.Framing;
import io.vertx.core.MultiMap;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {
    @Test
    void aPlainQuery_overridesNothing() {
        assertThat(Overrides.of(query("page", "2")))
                .isEqualTo(
                        new Overrides(null, null, null, new Fields(null, null, null, null), new Framing(false, false)));
    }

    @Test
    void everyParameter_isRead() {
        MultiMap query = query("sim-latency", "500ms")
                .add("sim-status", "404")
                .add("sim-body", "64KiB")
                .add("sim-cache-control", "max-age=5, stale-if-error=60")
                .add("sim-vary", "accept-language")
                .add("sim-set-cookie", "a=b")
                .add("sim-echo", "authorization")
                .add("sim-chunked", "true")
                .add("sim-cut", "true");

        assertThat(Overrides.of(query))
                .isEqualTo(new Overrides(
                        Duration.ofMillis(500),
                        404,
                        65536,
                        new Fields("max-age=5, stale-if-error=60", "accept-language", "a=b", "authorization"),
                        new Framing(true, true)));
    }

    @ParameterizedTest
    @CsvSource({
        "sim-latency, soon, a duration",
        "sim-status, 100, a final status",
        "sim-status, 600, a final status",
        "sim-body, 5, a size",
        "sim-chunked, yes, true or false",
        "sim-echo, 'a b', a field name",
        "sim-latenzy, 5s, one of sim-body",
    })
    void aWrongValue_isNamedWithWhatWasExpected(String name, String value, String expected) {
        assertThatThrownBy(() -> Overrides.of(query(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name)
                .hasMessageContaining("(expected: " + expected);
    }

    @Test
    void aLineBreakInAFieldValue_isRefused() {
        assertThatThrownBy(() -> Overrides.of(query("sim-vary", "a\r\nSet-Cookie: b")))
                .hasMessageContaining("printable ASCII");
    }

    private static MultiMap query(String name, String value) {
        return MultiMap.caseInsensitiveMultiMap().add(name, value);
    }
}
