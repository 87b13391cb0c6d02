package dev.weir.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.CacheKey;
import dev.weir.message.StoreKey;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RedisKeysTest {
    private static final RedisKeys KEYS = new RedisKeys("shop");

    @Example
    void usualKey_isReadable() {
        assertThat(key("GET http://shop.example/products/1?b=%C3%A4", ""))
                .isEqualTo("weir:shop:r:{GET%20http://shop.example/products/1?b=%C3%A4}");
        assertThat(key("GET http://shop.example/", "Zk3_-9"))
                .isEqualTo("weir:shop:r:{GET%20http://shop.example/}:Zk3_-9");
    }

    @Example
    void encodedBraces_endInADigest() {
        assertThat(key("/{a}", "")).matches("weir:shop:r:\\{/%7Ba%7D#[0-9a-f]{64}}");
        assertThat(key("/{a}", "")).isNotEqualTo(key("/%7Ba%7D", ""));
    }

    @Example
    void ownEncodedSpace_isNotASpace() {
        assertThat(key("/a b", "")).isNotEqualTo(key("/a%20b", ""));
    }

    @Example
    void longKeys_endInADigestOfTheWhole() {
        String shared = "/" + "x".repeat(600);
        assertThat(key(shared + 1, "")).hasSize("weir:shop:r:{}".length() + RedisKeys.LONGEST);
        assertThat(key(shared + 1, "")).isNotEqualTo(key(shared + 2, ""));
        assertThat(key("x".repeat(512), "")).doesNotContain("#");
        assertThat(key("x".repeat(513), "")).contains("#");
    }

    @Property(tries = 5000)
    void differentKeys_neverMeet(@ForAll("awkward") String one, @ForAll("awkward") String other) {
        assertThat(key(one, "").equals(key(other, ""))).isEqualTo(one.equals(other));
    }

    @Property
    void oneSlotAResource_whateverIsInIt(@ForAll String text, @ForAll String variant) {
        String key = key(text, variant);
        assertThat(key).matches("weir:shop:r:\\{[!-z|~]*}(:[!-z|~]+)?");
        assertThat(key.chars().filter(c -> c == '{').count()).isEqualTo(1);
        assertThat(key.chars().filter(c -> c == '}').count()).isEqualTo(1);
    }

    /** Short texts of what could be confused with what. */
    @Provide
    Arbitrary<String> awkward() {
        return Arbitraries.of("%", "2", "0", " ", "%20", "{", "%7B", "#", "a", "\u00e4", "%C3%A4", "\n", "%0A")
                .list()
                .ofMaxSize(3)
                .map(parts -> String.join("", parts));
    }

    private static String key(String text, String variant) {
        return new String(KEYS.response(new StoreKey(new CacheKey(text), variant)), StandardCharsets.US_ASCII);
    }
}
