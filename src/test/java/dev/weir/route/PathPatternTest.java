package dev.weir.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {
    @ParameterizedTest
    @CsvSource({
        "/products/**, /products",
        "/products/**, /products/",
        "/products/**, /products/1/reviews",
        "/**, /",
        "/**, /a/b",
        "/, /",
        "/a/*/c, /a/b/c",
        "/a/*, /a/",
        "/a/b*d, /a/bd",
        "/a/b*d, /a/bcdcd",
        "/**/c, /c",
        "/**/c, /a/b/c",
        "/a/**/c/*.css, /a/b/c/d/c/site.css",
        "/**/a/**/b, /x/a/y/a/z/b",
        "/**.css, /site.css",
        "/café/*, /caf%C3%A9/1",
        "/%7euser/*, /~user/1",
        "/two words, /two%20words",
    })
    void matches(String pattern, String path) {
        assertThat(PathPattern.of(pattern).matches(path)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/products/**, /productsale",
        "/products/**, /product",
        "/products, /products/",
        "/products/, /products",
        "/a/*, /a",
        "/a/*, /a/b/c",
        "/a/*/c, /a/b/d/c",
        "/**/c, /a/c/b",
        "/**.css, /a/site.css",
        "/, /a",
    })
    void doesNotMatch(String pattern, String path) {
        assertThat(PathPattern.of(pattern).matches(path)).isFalse();
    }

    @Property
    void agreesWithTheObviousRecursion(
            @ForAll @Chars({'a', 'b', '/', '*'}) @StringLength(max = 12) String pattern,
            @ForAll @Chars({'a', 'b', '/'}) @StringLength(max = 12) String path) {
        List<String> wanted = List.of(pattern.split("/", -1));
        List<String> given = List.of(path.split("/", -1));

        assertThat(PathPattern.of("/" + pattern).matches("/" + path)).isEqualTo(matches(wanted, given));
    }

    @Property
    void neverThrows(@ForAll String pattern, @ForAll @CharRange(from = '\0', to = '\u00ff') String path) {
        PathPattern.of(pattern).matches(NormalPath.of(path));
    }

    private static boolean matches(List<String> wanted, List<String> given) {
        if (wanted.isEmpty()) {
            return given.isEmpty();
        }
        List<String> rest = wanted.subList(1, wanted.size());
        if (wanted.get(0).equals("**")) {
            return matches(rest, given) || (!given.isEmpty() && matches(wanted, given.subList(1, given.size())));
        }
        String regex = wanted.get(0).replaceAll("\\*+", ".*");
        return !given.isEmpty() && given.get(0).matches(regex) && matches(rest, given.subList(1, given.size()));
    }
}
