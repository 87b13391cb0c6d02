package dev.weir.policy;

import static dev.weir.policy.Rules.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.FieldLines;
import dev.weir.message.Headers;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.policy.CachingRules.Coding;
import dev.weir.policy.CachingRules.Compression;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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

class ContentCodingTest {
    private static final CachingRules ALL =
            rules().compress(Coding.ZSTD, Coding.BR, Coding.GZIP).build();

    private static final Compression COMPRESSION =
            new Compression(List.of(Coding.GZIP), 100, List.of("text/*", "*+json"));

    private static @Nullable String asked(CachingRules rules, String... fields) {
        return ContentCoding.negotiate(Given.get(fields), rules).headers().get("accept-encoding");
    }

    private static boolean suits(long length, String... fields) {
        return ContentCoding.suits(new ResponseHead(200, FieldLines.of(fields)), length, COMPRESSION);
    }

    @ParameterizedTest
    @Tag("MUST")
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br, zstd | gzip, br, zstd",
                "gzip, deflate, br       | gzip, br",
                "GZIP                    | gzip",
                "x-gzip;q=0.001          | gzip",
                "*                       | gzip, br, zstd",
                "*;q=0.5, br;q=0         | gzip",
                "gzip;q=1, br;q=0.5      | gzip",
                "gzip;q=0.5, br;q=1.0    | gzip, br",
                "gzip;q=0.5, identity    | identity",
                "gzip, identity;q=0.5    | gzip",
                "gzip;q=0                | gzip;q=0",
                "gzip, gzip;q=0          | gzip, gzip;q=0",
                "gzip;q=2                | gzip;q=2",
                "gzip;q=0.1234           | gzip;q=0.1234",
                "gzip;q=, gzip;level=1   | gzip;q=, gzip;level=1",
                "deflate                 | deflate",
                "br                      | br",
                "''                      | ''"
            })
    void weightsDecide_andWhatIsRefusedIsNotGiven(String accepted, String asked) {
        assertThat(asked(ALL, "Accept-Encoding", accepted)).isEqualTo(asked);
    }

    @Test
    void withoutTheField_orWithoutCompression_theRequestIsAsItWas() {
        assertThat(asked(ALL)).isNull();
        assertThat(asked(CachingRules.ORIGIN_ONLY, "Accept-Encoding", "gzip;q=0.5"))
                .isEqualTo("gzip;q=0.5");
    }

    @Test
    void ofEqualWeights_theFirstOfferedIsGiven() {
        CachingRules gzipFirst = rules().compress(Coding.GZIP, Coding.BR).build();
        assertThat(asked(gzipFirst, "Accept-Encoding", "br, gzip, zstd")).isEqualTo("gzip");
        assertThat(asked(gzipFirst, "Accept-Encoding", "br, gzip;q=0.9")).isEqualTo("gzip, br");
    }

    @Test
    @Tag("MUST")
    void noTransformOfTheClient_isGivenIdentity() {
        assertThat(asked(ALL, "Accept-Encoding", "gzip", "Cache-Control", "max-age=5, No-Transform"))
                .isEqualTo("identity");
    }

    @Property
    void anySoup_makesOneOfFourSpellings_orStaysAsItWas(@ForAll("soup") String soup) {
        RequestHead client = Given.get("Accept-Encoding", soup, "X", "y");
        Headers negotiated = ContentCoding.negotiate(client, ALL).headers();
        String asked = negotiated.get("ACCEPT-ENCODING");
        assertThat(asked).isIn(soup, "identity", "gzip", "gzip, br", "gzip, br, zstd");
        assertThat(negotiated.all("accept-encoding")).containsExactly(asked);
        assertThat(FieldLines.copyOf(negotiated).size()).isEqualTo(2);
    }

    @Property
    void noCodingIsGiven_thatTheFieldDoesNotName(@ForAll("soup") String soup) {
        String asked = asked(ALL, "Accept-Encoding", soup);
        String named = soup.toLowerCase(Locale.ROOT);
        for (Coding coding : Coding.values()) {
            boolean given = coding.asked().equals(asked) && !soup.equals(asked);
            assertThat(given && !named.contains(coding.token()) && !named.contains("*"))
                    .isFalse();
        }
    }

    @Provide
    Arbitrary<String> soup() {
        Arbitrary<String> words = Arbitraries.of(
                "gzip",
                "br",
                "zstd",
                "identity",
                "*",
                ";q=",
                "0",
                "1",
                ".",
                "5",
                ",",
                " ",
                ";",
                "\t",
                "q",
                "GZip",
                "\"");
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20),
                words.list().ofMaxSize(14).map(list -> String.join("", list)));
    }

    @Test
    void onlyLongText_withoutACodingOfItsOwn_isCoded() {
        assertThat(suits(100, "Content-Type", "Text/HTML; charset=utf-8")).isTrue();
        assertThat(suits(-1, "Content-Type", "application/problem+json")).isTrue();
        assertThat(suits(99, "Content-Type", "text/html")).isFalse();
        assertThat(suits(100, "Content-Type", "image/png")).isFalse();
        assertThat(suits(100, "Content-Type", "text/event-stream")).isFalse();
        assertThat(suits(100)).isFalse();
        assertThat(suits(100, "Content-Type", "text/html", "Content-Type", "text/plain"))
                .isFalse();
        assertThat(ContentCoding.suits(
                        new ResponseHead(206, FieldLines.of("Content-Type", "text/html")), 100, COMPRESSION))
                .isFalse();
    }

    @Test
    @Tag("MUST")
    void whatIsCoded_forbidden_orDigested_staysAsItIs() {
        for (String field : Set.of("Content-Encoding", "Content-Digest", "Repr-Digest", "Digest", "Content-MD5")) {
            assertThat(suits(100, "Content-Type", "text/html", field, "x")).isFalse();
        }
        assertThat(suits(100, "Content-Type", "text/html", "Cache-Control", "no-transform"))
                .isFalse();
    }

    @Test
    void codedHead_saysCodingTagAndVary() {
        ResponseHead coded = ContentCoding.code(
                new ResponseHead(
                        200,
                        FieldLines.of(
                                "ETag", "W/\"v1\"", "Content-Length", "5", "Vary", "Cookie", "Accept-Ranges", "bytes")),
                Coding.BR);
        assertThat(coded.headers())
                .isEqualTo(FieldLines.of(
                        "Vary",
                        "Cookie",
                        "ETag",
                        "W/\"v1-weir-br\"",
                        "Content-Encoding",
                        "br",
                        "Accept-Ranges",
                        "none",
                        "Vary",
                        "Accept-Encoding"));
    }

    @Test
    void identity_variesTheSame_andOnce() {
        ResponseHead head = new ResponseHead(200, FieldLines.of("ETag", "\"v1\"", "Vary", "a, accept-encoding"));
        assertThat(ContentCoding.code(head, null)).isEqualTo(head);
    }

    @Property
    void originsTag_comesBackFromEveryVariant(@ForAll("tags") String tag, @ForAll Coding coding) {
        assertThat(CodedTags.restore(CodedTags.of(tag, coding))).isEqualTo(tag);
        assertThat(CodedTags.of(tag, coding)).isNotEqualTo(tag);
    }

    @Provide
    Arbitrary<String> tags() {
        return Arbitraries.strings()
                .withChars("aZ0-/+=é ")
                .ofMaxLength(12)
                .map(opaque -> "\"" + opaque + "\"")
                .flatMap(tag -> Arbitraries.of(tag, "W/" + tag));
    }
}
