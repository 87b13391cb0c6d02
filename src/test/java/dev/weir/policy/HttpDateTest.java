package dev.weir.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {
    private static final Instant SAMPLE = Instant.parse("1994-11-06T08:49:37Z");

    @Nested
    class S5_6_7_Formats {
        @ParameterizedTest
        @Tag("MUST")
        @ValueSource(
                strings = {
                    "Sun, 06 Nov 1994 08:49:37 GMT",
                    "Sunday, 06-Nov-94 08:49:37 GMT",
                    "Sun Nov  6 08:49:37 1994",
                    "sUN, 06 nOV 1994 08:49:37 gmt",
                    " Sun, 06 Nov 1994 08:49:37 GMT\t",
                    "Mon, 06 Nov 1994 08:49:37 GMT"
                })
        void threeFormats_areRead(String text) {
            assertThat(HttpDate.parse(text, Given.NOW)).isEqualTo(SAMPLE);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "0",
                    "-1",
                    "never",
                    "784111777",
                    "Sun, 06 Nov 1994 08:49:37",
                    "Sun, 06 Nov 1994 08:49:37 UTC",
                    "Sun, 06 Nov 1994 08:49:37 +0000",
                    "Sun, 06 Nov 1994 08:49:37 GMT+1",
                    "Sun, 6 Nov 1994 08:49:37 GMT",
                    "Sun, 06  Nov 1994 08:49:37 GMT",
                    "Sun, 06 Nov 94 08:49:37 GMT",
                    "Sun, 06-Nov-1994 08:49:37 GMT",
                    "Sun,06 Nov 1994 08:49:37 GMT",
                    "Sun 06 Nov 1994 08:49:37 GMT",
                    "Sun, 06 Nov 1994 8:49:37 GMT",
                    "Sun, 06 Nov 1994 08.49.37 GMT",
                    "Sun, 06 Nov 1994 24:00:00 GMT",
                    "Sun, 06 Nov 1994 08:60:37 GMT",
                    "Sun, 06 Nov 1994 08:49:61 GMT",
                    "Sun, 00 Nov 1994 08:49:37 GMT",
                    "Sun, 31 Nov 1994 08:49:37 GMT",
                    "Sun, 29 Feb 2026 08:49:37 GMT",
                    "Foo, 06 Nov 1994 08:49:37 GMT",
                    "Sun, 06 Foo 1994 08:49:37 GMT",
                    "Sun Nov 6 08:49:37 1994",
                    "Sun Nov  6 08:49:37 1994 GMT",
                    "1994-11-06T08:49:37Z"
                })
        void anythingElse_isNoDate(String text) {
            assertThat(HttpDate.parse(text, Given.NOW)).isNull();
        }

        @Test
        void leapSecond_isTheNextMinute() {
            assertThat(HttpDate.parse("Sat, 31 Dec 2016 23:59:60 GMT", Given.NOW))
                    .isEqualTo(Instant.parse("2017-01-01T00:00:00Z"));
        }

        @ParameterizedTest
        @Tag("MUST")
        @CsvSource({"26, 2026", "75, 2075", "77, 1977", "99, 1999", "00, 2000"})
        void twoDigitYear_isAtMostFiftyYearsAhead(String two, int year) {
            Instant read = HttpDate.parse("Friday, 01-Jan-" + two + " 00:00:00 GMT", Given.NOW);
            assertThat(read).isEqualTo(Instant.parse(year + "-01-01T00:00:00Z"));
        }

        @Test
        void fiftyYearsAhead_dependsOnTheDay() {
            assertThat(HttpDate.parse("Monday, 23-Nov-76 12:00:00 GMT", Given.NOW))
                    .isEqualTo(Instant.parse("2076-11-23T12:00:00Z"));
            assertThat(HttpDate.parse("Monday, 23-Nov-76 12:00:01 GMT", Given.NOW))
                    .isEqualTo(Instant.parse("1976-11-23T12:00:01Z"));
        }
    }

    @Test
    void clockOutOfRange_doesNoHarm() {
        String text = "Sunday, 06-Nov-94 08:49:37 GMT";
        assertThat(HttpDate.parse(text, Instant.MAX)).isNotNull();
        assertThat(HttpDate.parse(text, Instant.MIN)).isNotNull();
    }

    @Test
    void render_isImfFixdate() {
        assertThat(HttpDate.render(SAMPLE.plusMillis(999))).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
        assertThat(HttpDate.render(Instant.MAX)).isEqualTo("Fri, 31 Dec 9999 23:59:59 GMT");
        assertThat(HttpDate.render(Instant.MIN)).isEqualTo("Sat, 01 Jan 0000 00:00:00 GMT");
    }

    @Property
    void whatIsRendered_isRead(@ForAll @LongRange(min = -62_167_219_200L, max = 253_402_300_799L) long second) {
        Instant time = Instant.ofEpochSecond(second);
        assertThat(HttpDate.parse(HttpDate.render(time), Given.NOW)).isEqualTo(time);
    }
}
