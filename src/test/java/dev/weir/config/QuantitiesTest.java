package dev.weir.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Durations and sizes, which are numbers with units. */
class QuantitiesTest {
    private static final Form<Long> SIZE = Sizes.between("0B", "1GiB");

    @Property
    void duration_isReadBack(@ForAll @IntRange(max = 3650) int number) {
        Map<String, Duration> written = Map.of(
                "ms", Duration.ofMillis(number),
                "s", Duration.ofSeconds(number),
                "m", Duration.ofMinutes(number),
                "h", Duration.ofHours(number),
                "d", Duration.ofDays(number));
        written.forEach((unit, duration) ->
                assertThat(Durations.LIFETIME.read(number + unit)).hasValue(duration));
    }

    @Property
    void size_isReadBack(@ForAll @IntRange(max = 1024) int number) {
        assertThat(SIZE.read(number + "B")).hasValue((long) number);
        assertThat(SIZE.read(number + "KiB")).hasValue(number * 1024L);
        assertThat(SIZE.read(number + "MiB")).hasValue(number * 1024L * 1024);
        assertThat(SIZE.read(number + "GiB").isPresent()).isEqualTo(number <= 1);
    }

    @Property
    void anyText_isReadOrRefused(@ForAll String text) {
        readAll(text);
    }

    @Property
    void almostQuantities_areReadOrRefused(
            @ForAll
                    @StringLength(max = 24)
                    @CharRange(from = '0', to = '9')
                    @Chars({'m', 's', 'h', 'd', 'B', 'K', 'i', 'M', 'G', ' ', '-', '+', '.'})
                    String text) {
        readAll(text);
    }

    @Property
    void anyNumber_isReadOrRefused(@ForAll @StringLength(min = 1, max = 40) @CharRange(from = '0', to = '9') String n) {
        List.of("ms", "s", "m", "h", "d", "B", "KiB", "MiB", "GiB").forEach(unit -> readAll(n + unit));
    }

    private static void readAll(String text) {
        for (Form<?> form : List.of(Durations.LIFETIME, Durations.WAIT, Durations.DELAY, SIZE)) {
            assertThatCode(() -> form.read(text)).doesNotThrowAnyException();
            assertThat(form.nearest(text).stream())
                    .allMatch(better -> form.read(better).isPresent());
        }
    }

    @ParameterizedTest
    @CsvSource({"30,30s", "5 min,5m", "10sec,10s", "2H,2h", "1 day,1d", "100millis,100ms"})
    void duration_isSuggestedForItsLikes(String wrong, String better) {
        assertThat(Durations.LIFETIME.read(wrong)).isEmpty();
        assertThat(Durations.LIFETIME.nearest(wrong)).hasValue(better);
    }

    @ParameterizedTest
    @CsvSource({"4MB,4MiB", "2k,2KiB", "4096,4096B", "1 gib,1GiB"})
    void size_isSuggestedForItsLikes(String wrong, String better) {
        assertThat(SIZE.read(wrong)).isEmpty();
        assertThat(SIZE.nearest(wrong)).hasValue(better);
    }

    @Test
    void nothingIsSuggested_thatWouldBeRefusedToo() {
        assertThat(Durations.LIFETIME.nearest("999999999")).isEmpty();
        assertThat(Durations.WAIT.nearest("0")).isEmpty();
        assertThat(Durations.LIFETIME.nearest("30x")).isEmpty();
    }
}
