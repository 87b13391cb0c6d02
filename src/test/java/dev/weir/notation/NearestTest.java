package dev.weir.notation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestTest {
    private static final List<String> KEYS = List.of("default-ttl", "fixed-ttl", "max-ttl", "key", "host", "port");

    @Test
    void slip_findsTheKnownWord() {
        assertThat(Nearest.to("defualt-ttl", KEYS)).hasValue("default-ttl");
        assertThat(Nearest.to("defaultTtl", KEYS)).hasValue("default-ttl");
        assertThat(Nearest.to("max_ttl", KEYS)).hasValue("max-ttl");
        assertThat(Nearest.to("prot", KEYS)).hasValue("port");
        assertThat(Nearest.to("kye", KEYS)).hasValue("key");
    }

    @Test
    void anotherWord_findsNothing() {
        assertThat(Nearest.to("early-refresh", KEYS)).isEmpty();
        assertThat(Nearest.to("", KEYS)).isEmpty();
    }

    @Property
    void distance_isSymmetricAndZeroOnlyForEqualWords(
            @ForAll @StringLength(max = 8) String a, @ForAll @StringLength(max = 8) String b) {
        assertThat(Nearest.distance(a, b)).isEqualTo(Nearest.distance(b, a));
        assertThat(Nearest.distance(a, b) == 0).isEqualTo(a.equals(b));
    }
}
