package dev.weir.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FreshnessTest {
    private static Freshness of(double delay, String... fields) {
        StoreQuestion q = new StoreQuestion(
                Given.get(), Given.ok(fields), Given.NOW, Given.after(delay), CachingRules.ORIGIN_ONLY);
        return new Freshness(q, ResponseDirectives.of(q.response().headers()));
    }

    private static @Nullable Duration lifetime(String... fields) {
        return of(0, fields).freshnessLifetime();
    }

    @Nested
    class S4_2_1_FreshnessLifetime {
        @Test
        @Tag("MUST")
        void sMaxage_winsOverMaxAge_winsOverExpires() {
            String expires = "Mon, 23 Nov 2026 12:00:05 GMT";
            assertThat(lifetime("Cache-Control", "max-age=10, s-maxage=20", "Expires", expires))
                    .isEqualTo(Duration.ofSeconds(20));
            assertThat(lifetime("Cache-Control", "max-age=10", "Expires", expires))
                    .isEqualTo(Duration.ofSeconds(10));
            assertThat(lifetime("Date", Given.NOW_DATE, "Expires", expires)).isEqualTo(Duration.ofSeconds(5));
        }

        @Test
        void silentOrigin_statesNone() {
            assertThat(lifetime("Cache-Control", "public", "ETag", "\"a\"")).isNull();
        }

        @Test
        void expires_countsFromDate_notFromReceipt() {
            assertThat(lifetime("Date", "Mon, 23 Nov 2026 11:00:00 GMT", "Expires", "Mon, 23 Nov 2026 11:00:30 GMT"))
                    .isEqualTo(Duration.ofSeconds(30));
        }

        @Test
        void expires_countsFromReceipt_withoutDate() {
            assertThat(lifetime("Expires", "Mon, 23 Nov 2026 12:00:30 GMT")).isEqualTo(Duration.ofSeconds(30));
            assertThat(lifetime("Date", "soup", "Expires", "Mon, 23 Nov 2026 12:00:30 GMT"))
                    .isEqualTo(Duration.ofSeconds(30));
        }

        @ParameterizedTest
        @Tag("MUST")
        @ValueSource(
                strings = {"0", "-1", "", "never", "Mon, 23 Nov 2026 13:00:00 PST", "Mon, 23 Nov 2026 11:00:00 GMT"})
        void invalidExpires_hasExpired(String expires) {
            assertThat(lifetime("Expires", expires)).isEqualTo(Duration.ZERO);
        }

        @Test
        void repeatedExpires_countsOnlyIfItAgrees() {
            String later = "Mon, 23 Nov 2026 12:00:30 GMT";
            assertThat(lifetime("Expires", later, "Expires", later)).isEqualTo(Duration.ofSeconds(30));
            assertThat(lifetime("Expires", later, "Expires", Given.NOW_DATE)).isEqualTo(Duration.ZERO);
        }
    }

    @Nested
    class S4_2_3_Age {
        @Test
        void initialAge_isTheGreaterOfBothWays() {
            assertThat(of(0, "Date", "Mon, 23 Nov 2026 11:59:30 GMT", "Age", "10")
                            .correctedInitialAge())
                    .isEqualTo(Duration.ofSeconds(30));
            assertThat(of(0, "Date", "Mon, 23 Nov 2026 11:59:55 GMT", "Age", "10")
                            .correctedInitialAge())
                    .isEqualTo(Duration.ofSeconds(10));
        }

        @Test
        void responseDelay_countsAsAge() {
            assertThat(of(2.5, "Age", "10").correctedAgeValue()).isEqualTo(Duration.ofMillis(12_500));
        }

        @Test
        void clockThatWentBack_makesNoAge() {
            assertThat(of(-5, "Date", Given.NOW_DATE).correctedInitialAge()).isEqualTo(Duration.ZERO);
        }

        @Test
        void partOfASecond_thatDateLacks_isNoAge() {
            assertThat(of(0.9, "Date", Given.NOW_DATE).apparentAge()).isEqualTo(Duration.ZERO);
        }

        @ParameterizedTest
        @Tag("SHOULD")
        @CsvSource(
                delimiter = '|',
                value = {
                    "7 | 7",
                    "'7, 9' | 7",
                    "' 7 ' | 7",
                    "-7 | 0",
                    "7.0 | 0",
                    "x | 0",
                    "'' | 0",
                    "4294967296 | 2147483648"
                })
        void firstMemberOfAge_countsIfItIsANumber(String age, long seconds) {
            assertThat(of(0, "Age", age).ageValue()).isEqualTo(Duration.ofSeconds(seconds));
        }

        @Test
        void severalAgeLines_theFirstCounts() {
            assertThat(of(0, "Age", "7", "Age", "0").ageValue()).isEqualTo(Duration.ofSeconds(7));
        }
    }
}
