package dev.weir.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.message.StoredResponse;
import dev.weir.message.Terms;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of each parsed field: what cannot be read grants nothing to a cache, and asks of it what costs most. */
class ConservativeReadingTest {
    /** Eight times the longest head that is taken of an origin, and by default of a client. */
    private static final int LONG = 64 << 10;

    @Provide
    Arbitrary<String> soup() {
        Arbitrary<String> pieces = Arbitraries.of(
                "1",
                "60",
                "-",
                "+",
                ".",
                "e9",
                "99999999999999999999",
                "\"",
                "\\",
                "=",
                ";",
                " ",
                "\t",
                "*",
                "a",
                "\u00e9",
                "\u0000",
                "GMT",
                Given.NOW_DATE,
                "Mon Nov 23 13:00:00 2026");
        return Arbitraries.oneOf(
                pieces.list().ofMaxSize(6).map(list -> String.join("", list)),
                Arbitraries.strings()
                        .withCharRange('\u0000', '\u00ff')
                        .ofMaxLength(40)
                        .map(text -> text.replace(',', ';')));
    }

    /** As {@code delta-seconds} or {@code "delta-seconds"}, with the escapes of a quoted string. */
    private static boolean isNumber(String soup) {
        return soup.matches("(\"?)(\\\\?[0-9])+\\1[ \t]*") && (soup.startsWith("\"") || soup.indexOf('\\') < 0);
    }

    @Property
    void lifetimes_areZero_andWindowsGrantNothing(@ForAll("soup") String soup) {
        for (String name : List.of("max-age", "s-maxage", "stale-while-revalidate", "stale-if-error")) {
            ResponseDirectives read = ResponseDirectives.of(List.of(name + '=' + soup));
            Duration value =
                    switch (name) {
                        case "max-age" -> read.maxAge();
                        case "s-maxage" -> read.sMaxage();
                        case "stale-while-revalidate" -> read.staleWhileRevalidate();
                        default -> read.staleIfError();
                    };
            assertThat(isNumber(soup) || Duration.ZERO.equals(value)).as(name).isTrue();
        }
    }

    @Property
    void wishesOfClients_askForMost(@ForAll("soup") String soup) {
        RequestDirectives read = RequestDirectives.of(Given.get(
                        "Cache-Control",
                        "max-age=" + soup,
                        "Cache-Control",
                        "min-fresh=" + soup,
                        "Cache-Control",
                        "max-stale=" + soup,
                        "Cache-Control",
                        "stale-if-error=" + soup)
                .headers());
        if (!isNumber(soup)) {
            assertThat(read.maxAge()).isEqualTo(Duration.ZERO);
            assertThat(read.minFresh()).isEqualTo(DeltaSeconds.MAX);
            assertThat(read.maxStale()).isEqualTo(Duration.ZERO);
            assertThat(read.staleIfError()).isEqualTo(Duration.ZERO);
        }
    }

    @Property
    void expires_isPastUnlessItIsADate_andDateIsTheTimeOfReceipt(@ForAll("soup") String soup) {
        boolean isDate = HttpDate.parse(soup, Given.NOW) != null;
        Freshness expires = freshness(Given.ok("Expires", soup, "Date", Given.NOW_DATE));
        assertThat(isDate || Duration.ZERO.equals(expires.freshnessLifetime())).isTrue();
        Freshness dated = freshness(Given.ok("Date", soup));
        assertThat(isDate || dated.dateValue().equals(Given.NOW)).isTrue();
        Freshness modified = freshness(Given.ok("Last-Modified", soup, "Date", Given.NOW_DATE));
        assertThat(isDate || modified.heuristicFreshness(CachingRules.Heuristic.STANDARD) == null)
                .isTrue();
    }

    @Property
    void age_isNoneUnlessItIsANumber(@ForAll("soup") String soup) {
        Duration age = freshness(Given.ok("Age", soup)).ageValue();
        assertThat(Text.trim(soup).matches("[0-9]+") || age.isZero()).isTrue();
    }

    @Property
    void vary_namesTokensOnly_orIsRefused(@ForAll("soup") String soup) {
        VaryField read = VaryField.of(Given.ok("Vary", "Accept, " + soup).headers());
        assertThat(read.refusal() != null || read.names().stream().allMatch(Text::isToken))
                .isTrue();
        assertThat(read.refusal() != null || read.names().contains("accept")).isTrue();
    }

    @Property
    void validators_areWellFormed_orNone(@ForAll("soup") String soup) {
        Validators read =
                Validators.of(Given.ok("ETag", soup, "Last-Modified", soup).headers());
        assertThat(read.etag() == null || read.etag().matches("(?s)(W/)?\"[^\"]*\""))
                .isTrue();
        assertThat(read.lastModified() == null || HttpDate.parse(soup, Given.NOW) != null)
                .isTrue();
    }

    @Property
    void conditions_giveTheWhole(@ForAll("soup") String soup) {
        ResponseHead page = Given.ok("ETag", "\"v\"", "Last-Modified", Given.NOW_DATE, "Date", Given.NOW_DATE);
        boolean isDate = HttpDate.parse(soup, Given.NOW) != null;
        RequestHead since = Given.get("If-Modified-Since", soup);
        assertThat(isDate || Preconditions.decide(since, page) == PreconditionDecision.PROCEED)
                .isTrue();
        RequestHead part = Given.get("Range", "bytes=0-0", "If-Range", soup);
        assertThat(RangePolicy.decide(part, page, 4)).isEqualTo(RangeDecision.Whole.INSTANCE);
    }

    static Stream<String> patterns() {
        return Stream.of(
                ",",
                " ",
                "\t",
                "\"",
                "\\\"",
                "\\",
                "a",
                "a,",
                "a=",
                "a=\"",
                "W/\"",
                "W/\"a\" ",
                ";q=",
                "a;q=0.1,",
                "max-age=1,",
                "no-cache=\"a,",
                "private=\"a\",",
                "1-,",
                "-1,",
                "0-0,",
                "../",
                "//",
                "%",
                "\"a\", ",
                "(",
                "*,",
                "0",
                "\u00e9");
    }

    /** What takes time by a high power of the length would not come to an end. */
    @ParameterizedTest
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    @MethodSource("patterns")
    void longFields_areReadToTheirEnd(String pattern) {
        String text = pattern.repeat(LONG / pattern.length());
        for (String name : ByteSoupTest.REQUEST_FIELDS) {
            decide(Given.get(name, text), Given.ok("ETag", "\"a\"", "Date", Given.NOW_DATE));
        }
        for (String name : ByteSoupTest.RESPONSE_FIELDS) {
            decide(Given.get(), Given.ok("Cache-Control", "max-age=60", name, text));
        }
    }

    private static void decide(RequestHead request, ResponseHead response) {
        Decisions.of(request, response);
        Terms terms = Given.fresh();
        StoredResponse stored = Given.stored(terms);
        assertThat(Retention.keep(stored.with(response), Given.NOW)).isGreaterThanOrEqualTo(Duration.ZERO);
    }

    private static Freshness freshness(ResponseHead response) {
        Instant now = Given.NOW;
        StoreQuestion q = new StoreQuestion(Given.get(), response, now, now, CachingRules.ORIGIN_ONLY);
        return new Freshness(q, ResponseDirectives.of(response.headers()));
    }
}
