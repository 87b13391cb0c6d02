package dev.weir.message;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorityTest {
    @ParameterizedTest
    @CsvSource({
        "http, Shop.Example, shop.example",
        "http, shop.example:80, shop.example",
        "https, shop.example:443, shop.example",
        "http, shop.example:443, shop.example:443",
        "https, shop.example:80, shop.example:80",
        "http, shop.example:, shop.example",
        "http, shop.example:8080, shop.example:8080",
        "http, shop.example:080, shop.example:080",
        "http, shop.example., shop.example.",
        "http, [::1], [::1]",
        "http, [::80], [::80]",
        "http, [2001:DB8::1]:80, [2001:db8::1]",
        "http, '', ''",
    })
    void canonical(String scheme, String authority, String expected) {
        assertThat(Authority.canonical(scheme, authority)).isEqualTo(expected);
    }

    @Test
    void canonical_keepsLettersThatOnlyUnicodeFolds() {
        assertThat(Authority.canonical("http", "\u212Aelvin.example")).isEqualTo("\u212Aelvin.example");
    }

    @Test
    void canonical_ofACanonicalOne_isTheSameString() {
        String authority = "shop.example:8080";

        assertThat(Authority.canonical("http", authority)).isSameAs(authority);
    }

    @Property
    void canonical_neverThrows(@ForAll String authority) {
        assertThat(Authority.canonical("http", authority).length()).isLessThanOrEqualTo(authority.length());
    }
}
