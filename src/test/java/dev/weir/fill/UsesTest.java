package dev.weir.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.CacheKey;
import org.junit.jupiter.api.Test;

class UsesTest {
    private final Uses uses = new Uses();

    private int count(String key) {
        return uses.count(new CacheKey(key));
    }

    @Test
    void eachKey_isCountedByItself() {
        assertThat(count("a")).isEqualTo(1);
        assertThat(count("b")).isEqualTo(1);
        assertThat(count("a")).isEqualTo(2);
    }

    @Test
    void manyKeys_areSeldomTakenForEachOther() {
        int early = 0;
        for (int i = 0; i < 60_000; i++) {
            early += count("key" + i) > 1 ? 1 : 0;
        }
        assertThat(early).isLessThan(60_000 / 20);
    }

    @Test
    void whatWasNotAskedForOfLate_isForgotten() {
        count("once");
        for (int i = 0; i < 1 << 16; i++) {
            count("hot");
        }
        assertThat(count("once")).isEqualTo(1);
        assertThat(count("hot")).isGreaterThan(1 << 14);
    }
}
