package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** Whatever the text, the reader answers. */
class HostileTextTest {
    private static final String EXAMPLE = Documents.with(
            "CACHE", "{ default-ttl: 30s, ttl-by-status: { 404: 5s }, key: { query: [ a ], ignore: [ 'utm_*' ] } }");

    @Property(tries = 2000)
    void bytes_neverThrow(@ForAll @Size(max = 200) byte[] bytes) {
        assertThatCode(() -> new ConfigReader(name -> null).read("weir.yaml", bytes))
                .doesNotThrowAnyException();
    }

    @Property(tries = 3000)
    void yamlSoup_neverThrows(
            @ForAll
                    @StringLength(max = 60)
                    @CharRange(from = 'a', to = 'c')
                    @Chars({
                        '{', '}', '[', ']', ':', ',', '-', '?', '&', '*', '!', '|', '>', '%', '\'', '"', '#', ' ', '\n',
                        '\t', '\\', '@', '`', '.', '<', '=', '$', '0', '9'
                    })
                    String text) {
        assertThatCode(() -> Documents.read(text)).doesNotThrowAnyException();
    }

    @Property(tries = 2000)
    void damagedExample_neverThrows(
            @ForAll @IntRange(max = 220) int at,
            @ForAll @IntRange(max = 20) int length,
            @ForAll @StringLength(max = 5) String patch) {
        int start = Math.min(at, EXAMPLE.length());
        String rest = EXAMPLE.substring(Math.min(EXAMPLE.length(), start + length));
        assertThatCode(() -> Documents.read(EXAMPLE.substring(0, start) + patch + rest))
                .doesNotThrowAnyException();
    }

    @Test
    void deepNesting_isRefused() {
        assertThat(Documents.mistakes("a: " + "[".repeat(100_000)))
                .containsExactly("weir.yaml:1: nested too deeply (expected: " + YamlBounds.EXPECTED + ")");
        assertThat(Documents.mistakes("- ".repeat(100_000))).hasSize(1);
    }

    @Test
    void aliasesThatMultiply_areRefused() {
        String bomb = IntStream.range(1, 9)
                .mapToObj(i -> "x" + i + ": &x" + i + " [" + ("*x" + (i - 1) + ",").repeat(9) + "]\n")
                .collect(Collectors.joining("", "x0: &x0 [ lol ]\n", ""));
        assertThat(Documents.mistakes(bomb)).singleElement().asString().contains("weir.yaml:7: too many aliases");
    }

    @Test
    void aliasOfItself_isRefused() {
        assertThat(Documents.mistakes("routes: &r [ *r ]\norigins: &o { o: *o }\n"))
                .isNotEmpty();
    }

    @Test
    void secondDocument_isRefused() {
        assertThat(Documents.mistakes(EXAMPLE + "---\n" + EXAMPLE))
                .singleElement()
                .asString()
                .contains("a second document");
    }

    @Test
    void longValue_isNotRepeated() {
        assertThat(Documents.mistakes(Documents.with("TOP", "namespace: " + "A".repeat(4000))))
                .allMatch(mistake -> mistake.length() < 400)
                .hasSize(1);
        assertThat(Documents.mistakes(Documents.with("TOP", "namespace: " + "a".repeat(5000))))
                .singleElement()
                .asString()
                .contains("a text of 5000 characters");
    }
}
