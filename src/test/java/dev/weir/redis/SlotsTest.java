package dev.weir.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As {@code CLUSTER KEYSLOT} has it. */
class SlotsTest {
    @ParameterizedTest
    @CsvSource({
        "123456789, 12739",
        "foo, 12182",
        "{foo}.bar, 12182",
        "weir:shop:r:{foo}:variant, 12182",
        "foo{}{bar}, 8363",
        "foo{{bar}}zap, 4015",
        "'', 0"
    })
    void slot_isOfTheFirstBracesOrTheWhole(String key, int slot) {
        assertThat(Slots.of(key.getBytes(US_ASCII))).isEqualTo(slot);
    }
}
