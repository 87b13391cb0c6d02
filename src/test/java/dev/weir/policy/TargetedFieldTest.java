package dev.weir.policy;

import static dev.weir.policy.Given.get;
import static dev.weir.policy.Given.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.ResponseHead;
import dev.weir.policy.ResponseDirectives.Flag;
import dev.weir.policy.StoreDecision.Store;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9213. */
class TargetedFieldTest {
    private static final String CDN = "CDN-Cache-Control";

    private static ResponseDirectives read(String... fields) {
        return ResponseDirectives.of(ok(fields).headers());
    }

    private static boolean stored(ResponseHead response) {
        return StorePolicy.decide(Given.answered(get(), response, CachingRules.ORIGIN_ONLY)) instanceof Store;
    }

    @Test
    @Tag("MUST")
    void firstOfTheTargetList_speaksAlone() {
        assertThat(read(
                                "Cache-Control",
                                "max-age=1",
                                "Surrogate-Control",
                                "max-age=2",
                                CDN,
                                "max-age=3",
                                "weir-cache-control",
                                "max-age=4")
                        .maxAge())
                .isEqualTo(Duration.ofSeconds(4));
        assertThat(read("Cache-Control", "max-age=1", "Surrogate-Control", "max-age=2", CDN, "max-age=3")
                        .maxAge())
                .isEqualTo(Duration.ofSeconds(3));
        assertThat(read("Cache-Control", "max-age=1", "Surrogate-Control", "max-age=2")
                        .maxAge())
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    @Tag("MUST")
    void cacheControlAndExpires_areForOthers() {
        assertThat(stored(ok("Cache-Control", "private, no-store", CDN, "max-age=60")))
                .isTrue();
        assertThat(stored(ok("Expires", "Mon, 23 Nov 2026 13:00:00 GMT", CDN, "public")))
                .isFalse();
        assertThat(stored(ok("Cache-Control", "max-age=60", CDN, "no-store"))).isFalse();
    }

    @ParameterizedTest
    @Tag("MUST")
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "max-age=60,",
                "Max-Age=60",
                "max-age=60; =",
                "max-age = 60",
                "\"a\"",
                "max-age=\u00e4"
            })
    void emptyOrNoDictionary_isIgnoredWhole(String value) {
        ResponseDirectives read = read("Cache-Control", "max-age=1", CDN, value);
        assertThat(read.maxAge()).isEqualTo(Duration.ofSeconds(1));
        assertThat(read.targeted()).isFalse();
    }

    @Test
    void nextTarget_takesThePlaceOfAnInvalidOne() {
        assertThat(read("Cache-Control", "max-age=1", "Weir-Cache-Control", "A", CDN, "max-age=3")
                        .maxAge())
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void severalLines_areOneDictionary_andTheLastValueCounts() {
        assertThat(read(CDN, "max-age=1, public", CDN, "max-age=3").maxAge()).isEqualTo(Duration.ofSeconds(3));
        assertThat(read(CDN, "max-age=1, public", CDN, "max-age=3").flags()).containsExactly(Flag.PUBLIC);
    }

    @Test
    @Tag("MUST")
    void parameters_areIgnored() {
        assertThat(read(CDN, "max-age=60;x=1, public;y").maxAge()).isEqualTo(Duration.ofSeconds(60));
        assertThat(read(CDN, "max-age=60;x=1, public;y").flags()).containsExactly(Flag.PUBLIC);
    }

    @ParameterizedTest
    @Tag("MUST")
    @ValueSource(strings = {"60.0", "\"60\"", "sixty", "?1", ":NjA=:", "(60)", "-1"})
    void valueOfAnotherType_isNotMadeToFit(String value) {
        assertThat(read(CDN, "max-age=" + value).maxAge()).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "no-store | NO_STORE",
                "no-store=?1 | NO_STORE",
                "private | PRIVATE",
                "private=1 | PRIVATE",
                "private=x | PRIVATE",
                "no-cache=(a b) | NO_CACHE",
                "public=1 | BROKEN"
            })
    void prohibitions_holdWhateverTheirValue(String value, Flag flag) {
        assertThat(read(CDN, value).flags()).contains(flag);
    }

    @Test
    void falseFlag_isAbsent_andAListOfFieldsIsQualified() {
        assertThat(read(CDN, "no-store=?0, max-age=60").flags()).isEmpty();
        assertThat(read(CDN, "private=\"X-Name\", max-age=60").withheld()).containsExactly("X-Name");
    }

    @Test
    void surrogateControl_thatSaysNothingOfCaching_doesNotLiftPrivate() {
        assertThat(stored(ok("Cache-Control", "private, max-age=60", "Surrogate-Control", "content=\"ESI/1.0\"")))
                .isFalse();
    }

    @Property
    void anyText_isReadOrIgnored(@ForAll String value) {
        assertThat(read("Cache-Control", "no-store", CDN, value, "Weir-Cache-Control", value)
                        .flags())
                .isNotNull();
    }
}
