package dev.weir.policy;

import static dev.weir.policy.Given.ok;
import static dev.weir.policy.Rules.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.FieldLines;
import dev.weir.message.Headers;
import dev.weir.message.StoredResponse;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients see of the fields that speak of caching. */
class ClientHeadTest {
    private static Headers seen(Rules rules, double after, String... fields) {
        StoredResponse stored = Given.stored(Given.fresh(), fields);
        return ClientHead.of(stored, rules.build(), Given.after(after)).headers();
    }

    @Test
    @Tag("MUST")
    void S9213_fieldsAddressedHere_stayHere_andThoseOfAllCdnsGoOn() {
        String[] fields = {
            "weir-cache-control",
            "max-age=1",
            "Surrogate-Control",
            "max-age=2",
            "CDN-Cache-Control",
            "max-age=3",
            "X",
            "y"
        };
        Headers expected = FieldLines.of("CDN-Cache-Control", "max-age=3", "X", "y");
        assertThat(seen(rules(), 0, fields)).isEqualTo(expected);
        assertThat(ClientHead.passed(ok(fields)).headers()).isEqualTo(expected);
    }

    @Test
    void headWithNothingToChange_isTheSame() {
        StoredResponse stored = Given.stored(Given.fresh(), "Cache-Control", "max-age=60");
        assertThat(ClientHead.of(stored, CachingRules.ORIGIN_ONLY, Given.NOW)).isSameAs(stored.head());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "max-age=60 | max-age=15",
                "'MAX-AGE=60, max-age=\"7\", public' | 'public, max-age=15'",
                "'s-maxage=60, immutable' | 's-maxage=60, immutable, max-age=15'",
                "'x=\"a, max-age=1\", y=z' | 'x=\"a, max-age=1\", y=z, max-age=15'",
                "'x=\"\\\"\\\\\"' | 'x=\"\\\"\\\\\", max-age=15'",
                "'' | max-age=15"
            })
    void browserTtl_countsFromNow(String sent, String expected) {
        Headers seen = seen(rules().browserTtl(10), 5, "Cache-Control", sent, "Expires", Given.NOW_DATE);
        assertThat(seen).isEqualTo(FieldLines.of("Cache-Control", expected));
    }

    @Test
    void browserTtl_leavesNothing_ofWhatIsStale() {
        assertThat(seen(rules().browserTtl(10), 70, "Cache-Control", "max-age=3600")
                        .get("Cache-Control"))
                .isEqualTo("max-age=70");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-store", "no-cache, max-age=60", "private", "max-age=60, \"open, a=\"b"})
    void browserTtl_neverLoosensWhatTheOriginTellsBrowsers(String sent) {
        assertThat(seen(rules().browserTtl(10), 5, "Cache-Control", sent).all("Cache-Control"))
                .containsExactly(sent);
    }

    @Property
    void anyCacheControl_isAnsweredWithOneMaxAge_orLeftAlone(@ForAll String sent) {
        Headers seen = seen(rules().browserTtl(10), 5, "Cache-Control", sent);
        ResponseDirectives read = ResponseDirectives.of(seen.all("Cache-Control"));
        boolean left = sent.equals(seen.get("Cache-Control"));
        assertThat(left
                        || Long.valueOf(15)
                                .equals(
                                        read.maxAge() == null
                                                ? null
                                                : read.maxAge().toSeconds()))
                .isTrue();
    }
}
