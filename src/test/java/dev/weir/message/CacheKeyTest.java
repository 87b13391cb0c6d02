package dev.weir.message;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CacheKeyTest {
    private static final CacheKey PLAIN = new CacheKey("GET http://shop.example/p");
    private static final CacheKey FULL = new CacheKey("GET http://shop.example/p?a=1&b=\\\\x h:a=?c r:3f9c0d1e2b4a");

    @Test
    void query_isTheUris_inClear() {
        assertThat(PLAIN.query()).isNull();
        assertThat(FULL.query()).isEqualTo("a=1&b=\\x");
        assertThat(new CacheKey("GET http://shop.example/p h:a=?c").query()).isNull();
        assertThat(new CacheKey("GET http://shop.example/p?").query()).isEmpty();
    }

    @Test
    void withoutQuery_keepsAllElse() {
        assertThat(PLAIN.withoutQuery()).isEqualTo(PLAIN);
        assertThat(FULL.withoutQuery().text()).isEqualTo("GET http://shop.example/p h:a=?c r:3f9c0d1e2b4a");
    }

    @Test
    void keyOfManyQueries_isTold_andLeadsBackToItsUri() {
        CacheKey all = FULL.standingFor("a=1", 0x1f);
        assertThat(all.text()).isEqualTo("GET http://shop.example/p?a=1 n:000000000000001f h:a=?c r:3f9c0d1e2b4a");
        assertThat(all.standsForQueries()).isTrue();
        assertThat(all.query()).isEqualTo("a=1");
        assertThat(all.withoutQuery()).isEqualTo(FULL.withoutQuery());
        assertThat(FULL.standsForQueries()).isFalse();
        assertThat(PLAIN.standsForQueries()).isFalse();
    }

    @Test
    void keyOfNoQuery_differsFromThatOfTheUri() {
        assertThat(PLAIN.standingFor("", 1).text()).isEqualTo("GET http://shop.example/p n:0000000000000001");
        assertThat(PLAIN.standingFor("", 1).withoutQuery()).isEqualTo(PLAIN);
    }

    @Property
    void anyText_isTakenApartWithoutFailing(@ForAll String text, @ForAll String query) {
        CacheKey key = new CacheKey(text);
        assertThat(key.withoutQuery().withoutQuery()).isEqualTo(key.withoutQuery());
        assertThat(key.query() == null || text.contains("?")).isTrue();
        assertThat(KeyText.clear(KeyText.escape(query, "?"))).isEqualTo(query);
    }
}
