package dev.weir.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.TargetUri;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectReaderTest {
    @ParameterizedTest
    @CsvSource({
        "http://a, http://a/",
        "HTTPS://A.example:443?x, https://a.example/?x",
        "http://A:80/B?c=D, http://a/B?c=D",
        "http://[::1]:8080/x, http://[::1]:8080/x",
        "http://a/%7e/../x, http://a/%7e/../x"
    })
    void url_getsTheCanonicalAuthority_andKeepsTheRest(String text, String expected) {
        assertThat(SubjectReader.url(text)).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "*",
                "/",
                "/a",
                "a/b",
                "http:",
                "http:/a",
                "http://",
                "http:///a",
                "http://*",
                "http://*/a",
                "ftp://a/",
                "http://u@a/",
                "http://u:p@a/",
                "http://a/#f",
                "http://a b/",
                "http://a/ b",
                "http://a/\u0000",
                "http://a/\u00fc",
                "http://a:x/",
                "http://a:123456/",
                "http://[::1/",
                "://a/"
            })
    void anythingElse_isNoUrl(String text) {
        assertThat(SubjectReader.url(text)).isNull();
        assertThat(SubjectReader.prefix(text)).isNull();
        assertThat(SubjectReader.origin(text)).isNull();
    }

    @Test
    void prefix_endsItsAuthority_soThatNoLongerHostBeginsSo() {
        assertThat(SubjectReader.prefix("http://shop.example")).isEqualTo(new Subject.Prefix("http://shop.example/"));
        assertThat(SubjectReader.prefix("http://shop.example/a"))
                .isEqualTo(new Subject.Prefix("http://shop.example/a"));
        assertThat(SubjectReader.prefix("http://shop.example/a*")).isNull();
        assertThat(SubjectReader.prefix("http://shop.example/a?b=")).isNull();
    }

    @Test
    void origin_hasNoPath() {
        assertThat(SubjectReader.origin("HTTP://Shop.example:80")).isEqualTo("http://shop.example");
        assertThat(SubjectReader.origin("https://shop.example:8443")).isEqualTo("https://shop.example:8443");
        assertThat(SubjectReader.origin("http://shop.example/")).isNull();
        assertThat(SubjectReader.origin("http://shop.example?x")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "*", "a\nb", "\u0000", "a\u007f", "\u0085"})
    void emptyOrUnprintableGroup_isNone(String name) {
        assertThat(SubjectReader.group(null, name)).isNull();
    }

    @Test
    void group_isKeptToTheLetter() {
        assertThat(SubjectReader.group("http://a", "A b*")).isEqualTo(new Subject.Group("http://a", "A b*"));
        assertThat(SubjectReader.group(null, "x".repeat(1024))).isNotNull();
        assertThat(SubjectReader.group(null, "x".repeat(1025))).isNull();
    }

    @Property
    void whateverIsWritten_neverThrows_andReadsTheSameTwice(@ForAll String text) {
        TargetUri url = SubjectReader.url(text);
        if (url != null) {
            assertThat(SubjectReader.url(url.toString())).isEqualTo(url);
        }
        Subject.Prefix prefix = SubjectReader.prefix(text);
        if (prefix != null) {
            assertThat(SubjectReader.prefix(prefix.prefix())).isEqualTo(prefix);
        }
    }

    @Property
    void urlLike_readsTheSameTwice(@ForAll String authority, @ForAll String path) {
        whateverIsWritten_neverThrows_andReadsTheSameTwice("http://" + authority + '/' + path);
    }
}
