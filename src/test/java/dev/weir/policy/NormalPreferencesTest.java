package dev.weir.policy;

import static dev.weir.policy.Given.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.RequestHead;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The selecting fields whose meaning is known (RFC 9111 §4.1, RFC 9110 §12.5). */
class NormalPreferencesTest {
    private static final Set<String> CLASSES = Set.of("identity", "gzip", "gzip, br", "gzip, br, zstd");

    private static @Nullable String value(String name, RequestHead request) {
        return Selection.select(List.of(name), request).values().get(0);
    }

    private static @Nullable String language(String sent) {
        return value("accept-language", get("Accept-Language", sent));
    }

    private static String coding(String sent) {
        String coding = value("accept-encoding", get("Accept-Encoding", sent));
        assertThat(coding).isNotNull();
        return coding == null ? "" : coding;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "'gzip, deflate, br, zstd' | 'gzip, br, zstd'",
                "'zstd;q=0.1,BR ;q=1.0,  GZip' | 'gzip, br, zstd'",
                "* | 'gzip, br, zstd'",
                "'*;q=0.5, br;q=0' | gzip",
                "'gzip, deflate, br' | 'gzip, br'",
                "'br, gzip' | 'gzip, br'",
                "'gzip;q=0.001, br;q=0.0' | gzip",
                "'x-gzip' | gzip",
                "'gzip, zstd' | gzip",
                "'gzip, gzip;q=0' | identity",
                "'gzip;q=x, br' | identity",
                "'gzip;level=9' | identity",
                "br | identity",
                "deflate | identity",
                "identity | identity",
                "'' | identity",
                "'gzip;q=0' | identity",
                "'*;q=0' | identity"
            })
    void acceptEncoding_isOneOfFourClasses(String sent, String expected) {
        assertThat(coding(sent)).isEqualTo(expected);
    }

    @Test
    void acceptEncoding_linesAreOneList_andNoneIsIdentity() {
        assertThat(value("accept-encoding", get("Accept-Encoding", "br", "accept-encoding", "gzip")))
                .isEqualTo("gzip, br");
        assertThat(value("accept-encoding", get())).isEqualTo("identity");
    }

    @Provide
    Arbitrary<String> preferences() {
        Arbitrary<String> pieces = Arbitraries.of(
                "gzip",
                "br",
                "zstd",
                "GZIP",
                "*",
                "identity",
                "deflate",
                "de",
                "en-GB",
                ";",
                "q=",
                "Q=",
                "0",
                "1",
                ".5",
                "0.001",
                ",",
                " ",
                "\t",
                "\"",
                "=",
                "x");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(14).map(list -> String.join("", list)),
                Arbitraries.strings().withCharRange('\u0000', '\u00ff').ofMaxLength(40));
    }

    @Property
    void aThousandSpellings_makeFourVariants(@ForAll("preferences") String sent) {
        assertThat(CLASSES).contains(coding(sent));
        assertThat(coding(coding(sent))).isEqualTo(coding(sent));
    }

    @Property
    void whatTheOriginIsSent_isTakenByTheClient(@ForAll("preferences") String sent) {
        List<String> members = Stream.of(sent.split(",", -1)).map(String::strip).toList();
        for (String coding : coding(sent).split(", ", -1)) {
            boolean refused = members.stream().anyMatch(member -> member.matches("(?i)" + coding + "\\s*;\\s*q=0"));
            boolean named = sent.toLowerCase(java.util.Locale.ROOT).contains(coding) || sent.contains("*");
            assertThat(coding.equals("identity") || (named && !refused)).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "'de-DE,de;q=0.9,en;q=0.8' | 'de-de, de;q=0.9, en;q=0.8'",
                "' en;q=0.80 ,\tDE-de ; Q=1.000 , de;q=.9' | 'en;q=0.80,DE-de ; Q=1.000,de;q=.9'",
                "'en;q=0.80 , DE-de ;q=1.000, de;q=0.9' | 'de-de, de;q=0.9, en;q=0.8'",
                "'fr, de' | 'fr, de'",
                "'de, fr' | 'de, fr'",
                "'en;q=0, *;q=0.001' | '*;q=0.001, en;q=0'",
                "'' | ''",
                "'de;q=1.001' | 'de;q=1.001'",
                "'de;q=2' | 'de;q=2'",
                "'de;x=1' | 'de;x=1'"
            })
    void acceptLanguage_hasOneSpelling(String sent, String expected) {
        assertThat(language(sent)).isEqualTo(expected);
    }

    @Test
    @Tag("MUST")
    void acceptLanguage_absentIsUnlikeEmpty() {
        assertThat(value("accept-language", get())).isNull();
    }

    @Property
    void oneSpelling_isItsOwn(@ForAll("preferences") String sent) {
        String once = language(sent);
        assertThat(once).isNotNull();
        assertThat(language(once == null ? "" : once)).isEqualTo(once);
    }
}
