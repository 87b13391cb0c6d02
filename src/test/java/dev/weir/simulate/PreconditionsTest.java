package dev.weir.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreconditionsTest {
    private static final Instant CHANGED = Instant.parse("2026-11-01T10:00:00.700Z");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = ';',
            value = {
                "\"v1\"; true",
                "W/\"v1\"; true",
                "\"v0\", \"v1\"; true",
                "*; true",
                "\"v2\"; false",
                "v1; false",
            })
    void ifNoneMatch_comparesWeakly(String value, boolean notModified) {
        assertThat(notModified(MultiMap.caseInsensitiveMultiMap().add("If-None-Match", value)))
                .isEqualTo(notModified);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Sun, 01 Nov 2026 10:00:00 GMT; true",
                "Sun, 01 Nov 2026 10:00:01 GMT; true",
                "Sun, 01 Nov 2026 09:59:59 GMT; false",
                "yesterday; false",
            })
    void ifModifiedSince_comparesWholeSeconds(String value, boolean notModified) {
        assertThat(notModified(MultiMap.caseInsensitiveMultiMap().add("If-Modified-Since", value)))
                .isEqualTo(notModified);
    }

    @Test
    void ifNoneMatch_outranksIfModifiedSince() {
        assertThat(notModified(MultiMap.caseInsensitiveMultiMap()
                        .add("If-None-Match", "\"v2\"")
                        .add("If-Modified-Since", "Sun, 01 Nov 2026 10:00:01 GMT")))
                .isFalse();
    }

    @Test
    void noPrecondition_isModified() {
        assertThat(notModified(MultiMap.caseInsensitiveMultiMap())).isFalse();
    }

    private static boolean notModified(MultiMap request) {
        return Preconditions.notModified(request, "\"v1\"", CHANGED);
    }
}
