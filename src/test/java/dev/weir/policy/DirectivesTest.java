package dev.weir.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.FieldLines;
import dev.weir.policy.ResponseDirectives.Flag;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectivesTest {
    private static ResponseDirectives response(String... lines) {
        return ResponseDirectives.of(List.of(lines));
    }

    private static RequestDirectives request(String... fields) {
        return RequestDirectives.of(FieldLines.of(fields));
    }

    @Nested
    class S5_2_CacheControl {
        @ParameterizedTest
        @Tag("MUST")
        @ValueSource(
                strings = {
                    "max-age=60",
                    "MAX-AGE=60",
                    "max-age=\"60\"",
                    "max-age=\"\\60\"",
                    "  ,, max-age=60 ,",
                    "\tmax-age=60\t",
                    "max-age=0060",
                    "foo, max-age=60, bar=1",
                    "foo=\"no-store, max-age=1\", max-age=60",
                    "foo=\"\\\", max-age=1\",max-age=60",
                    "max-age=60, max-age=60",
                    "max-age=60, max-age=\"60\""
                })
        void maxAge_isReadInEverySpelling(String line) {
            assertThat(response(line)).isEqualTo(response("max-age=60"));
            assertThat(response(line).maxAge()).isEqualTo(Duration.ofSeconds(60));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "max-age",
                    "max-age=",
                    "max-age=-1",
                    "max-age=1.5",
                    "max-age=1e3",
                    "max-age=a60",
                    "max-age=60a",
                    "max-age= 60",
                    "max-age =60",
                    "max-age='60'",
                    "max-age=\" 60\"",
                    "max-age=\"60\"x",
                    "max-age=60;public",
                    "max-age=60, max-age=61",
                    "max-age=61, max-age=x, max-age=61",
                    "max-age=\u0663"
                })
        void unreadableMaxAge_isStale(String line) {
            assertThat(response(line).maxAge()).isEqualTo(Duration.ZERO);
        }

        @ParameterizedTest
        @Tag("MUST")
        @CsvSource({
            "2147483647, 2147483647",
            "2147483648, 2147483648",
            "2147483649, 2147483648",
            "99999999999999999999999999999999, 2147483648"
        })
        void hugeNumbers_saturate(String written, long read) {
            assertThat(response("max-age=" + written).maxAge()).isEqualTo(Duration.ofSeconds(read));
        }

        @Test
        void severalLines_areOneField() {
            assertThat(response("max-age=60", "no-cache").flags()).containsExactly(Flag.NO_CACHE);
            assertThat(response("max-age=60", "max-age=1").maxAge()).isEqualTo(Duration.ZERO);
        }

        @ParameterizedTest
        @Tag("MUST")
        @ValueSource(
                strings = {
                    "unknown",
                    "unknown=1",
                    "unknown=\"a,b\"",
                    "no-stores",
                    "x-private",
                    "\"private\"",
                    "=private"
                })
        void unknownDirectives_areIgnored(String line) {
            assertThat(response(line).flags()).isEmpty();
        }

        @ParameterizedTest
        @Tag("MUST")
        @ValueSource(strings = {"immutable", "immutable=1", "immutable=\"a\", immutable", "Immutable, immutable"})
        void immutable_isOneWhateverItsArgument(String line) {
            assertThat(response(line).flags()).containsExactly(ResponseDirectives.Flag.IMMUTABLE);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "no-store",
                    "No-Store",
                    "no-store=1",
                    "no-store;x",
                    "no-store x",
                    "a\"b, no-store",
                    "no-store\""
                })
        void prohibition_isNotLostToStrayBytes(String line) {
            assertThat(response(line).flags()).contains(Flag.NO_STORE);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "public=1",
                    "public;max-age=60",
                    "public max-age=60",
                    "must-revalidate=x",
                    "must-understand=1",
                    "s-maxage",
                    "s-maxage=x",
                    "a=\"open, public",
                    "private="
                })
        void permissionThatCannotBeRead_breaksTheField(String line) {
            assertThat(response(line).flags()).contains(Flag.BROKEN);
        }

        @Test
        @Tag("MUST")
        void qualifiedForms_concernTheNamedFieldsAlone() {
            ResponseDirectives read = response("no-cache=\"Set-Cookie\", private=\"X-Name, Y\"", "private=\"z\"");
            assertThat(read.flags()).isEmpty();
            assertThat(read.withheld()).containsExactlyInAnyOrder("Set-Cookie", "X-Name", "Y", "z");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "private=true",
                    "private=x",
                    "private=\"\"",
                    "private=\" , \"",
                    "private=\"a b\"",
                    "private=\"x, content-encoding\"",
                    "private=\"Vary\"",
                    "private=\"x\", private",
                    "private=\"x\"y"
                })
        void qualifiedForm_thatNamesNoFieldToLeaveOut_isUnqualified(String line) {
            assertThat(response(line).flags()).contains(Flag.PRIVATE);
            assertThat(response(line.replace("private", "no-cache")).flags()).contains(Flag.NO_CACHE);
        }
    }

    @Nested
    class S5_2_1_OfRequests {
        @Test
        void without_isNone() {
            assertThat(request("Accept", "*/*")).isSameAs(RequestDirectives.NONE);
        }

        @Test
        void unreadableNumbers_askForMost() {
            RequestDirectives read = request("Cache-Control", "max-age=x, min-fresh=x, max-stale=x, stale-if-error=x");
            assertThat(read.maxAge()).isEqualTo(Duration.ZERO);
            assertThat(read.minFresh()).isEqualTo(DeltaSeconds.MAX);
            assertThat(read.maxStale()).isEqualTo(Duration.ZERO);
            assertThat(read.staleIfError()).isEqualTo(Duration.ZERO);
        }

        @Test
        void maxStaleWithoutArgument_acceptsAny() {
            assertThat(request("Cache-Control", "max-stale").maxStale()).isEqualTo(DeltaSeconds.MAX);
            assertThat(request("Cache-Control", "max-stale, max-stale").maxStale())
                    .isEqualTo(DeltaSeconds.MAX);
            assertThat(request("Cache-Control", "max-stale, max-stale=5").maxStale())
                    .isEqualTo(Duration.ZERO);
            assertThat(request("Cache-Control", "max-stale=5, max-stale").maxStale())
                    .isEqualTo(Duration.ZERO);
        }

        @Test
        void unreadableField_isNoCache() {
            assertThat(request("Cache-Control", "a=\"b").noCache()).isTrue();
        }
    }

    @Nested
    class S5_4_Pragma {
        @Test
        void noCache_countsWithoutCacheControl() {
            assertThat(request("Pragma", "x, No-Cache").noCache()).isTrue();
            assertThat(request("Pragma", "x")).isSameAs(RequestDirectives.NONE);
        }

        @Test
        @Tag("MUST")
        void cacheControl_silencesPragma() {
            assertThat(request("Pragma", "no-cache", "Cache-Control", "max-age=5")
                            .noCache())
                    .isFalse();
        }
    }
}
