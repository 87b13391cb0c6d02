package dev.weir.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPatternTest {
    @ParameterizedTest
    @CsvSource({
        "shop.example, shop.example, true",
        "shop.example, SHOP.Example:8080, true",
        "shop.example, shop.example.:80, true",
        "Shop.Example, shop.example, true",
        "shop.example, my.shop.example, false",
        "shop.example, shop.example.evil, false",
        "*.shop.example, a.b.shop.example, true",
        "*.shop.example, shop.example, false",
        "*.shop.example, myshop.example, false",
        "*, anything, true",
        "[::1], [::1]:8080, true",
        "[::1], [::2], false",
        "shop.example, '', false",
        "shop.example, ., false",
    })
    void matches(String pattern, String authority, boolean expected) {
        assertThat(HostPattern.of(pattern).matches(authority)).isEqualTo(expected);
    }
}
