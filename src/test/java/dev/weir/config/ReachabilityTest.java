package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReachabilityTest {
    @Test
    void routeBelowOneThatTakesEverything_isNeverReached() {
        assertThat(mistakes("{ path: /** }", "{ path: /b, host: h }"))
                .containsExactly("weir.yaml:3: routes[1]: never reached: route a above takes every request"
                        + " (expected: this route before the other, or a narrower match in the other)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ path: /a/** } | { path: /a/b/** }",
                "{ path: /a/** } | { path: /a/** }",
                "{ path: /a/** } | { path: /a }",
                "{ path: /a } | { path: /a }",
                "{ path: /a/** , host: h } | { path: /a/b, host: H }",
                "{ path: /** , methods: [ GET, HEAD ] } | { path: /b, methods: [ GET ] }"
            })
    void routeBelowAWiderOne_isNeverReached(String above, String below) {
        assertThat(mistakes(above, below)).singleElement().asString().contains("takes all of its requests");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ path: /a/** } | { path: /** }",
                "{ path: /a/** } | { path: /ab }",
                "{ path: /a/* } | { path: /a/b/c }",
                "{ path: /** , host: h } | { path: /b }",
                "{ path: /** , host: h } | { path: /b, host: i }",
                "{ path: /** , methods: [ GET ] } | { path: /b }",
                "{ path: /** , methods: [ GET ] } | { path: /b, methods: [ GET, PUT ] }"
            })
    void routeBelowANarrowerOne_isReached(String above, String below) {
        assertThat(mistakes(above, below)).isEmpty();
    }

    @Test
    void wrongMatch_coversNothing() {
        assertThat(mistakes("{ path: /**, methods: [ get ] }", "{ path: /b }"))
                .singleElement()
                .asString()
                .contains("routes[0].match.methods[0]: get", "did you mean GET?");
    }

    private static List<String> mistakes(String above, String below) {
        return Documents.mistakes("""
                origins: { o: { simulated: {} } }
                routes: [ { name: a, origin: o, match: ABOVE },
                  { name: b, origin: o, match: BELOW } ]
                """.replace("ABOVE", above).replace("BELOW", below));
    }
}
