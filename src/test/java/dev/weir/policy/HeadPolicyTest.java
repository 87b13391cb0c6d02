package dev.weir.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.Fence;
import dev.weir.message.RequestHead;
import dev.weir.message.StoredResponse;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 9111 §4.3.5. */
class HeadPolicyTest {
    private static final Instant LATER = Given.after(30);
    private static final StoredResponse STORED = Given.stored(
            Given.fresh(),
            "ETag",
            "\"v1\"",
            "Last-Modified",
            Given.NOW_DATE,
            "X-A",
            "old",
            "Cache-Control",
            "max-age=60");

    private static @Nullable StoredResponse revised(RequestHead get, int status, String... fields) {
        StoreQuestion head = new StoreQuestion(
                get, Given.response(status, fields), LATER, LATER, Rules.rules().build());
        return HeadPolicy.revise(STORED, head, 9, new Fence(5));
    }

    private static StoredResponse known(RequestHead get, int status, String... fields) {
        return Objects.requireNonNull(revised(get, status, fields));
    }

    @Test
    @Tag("SHOULD")
    void answerThatAgrees_freshens() {
        StoredResponse fresh = known(
                Given.get(), 200, "ETag", "\"v1\"", "Content-Length", "4", "X-A", "new", "Cache-Control", "max-age=90");
        assertThat(fresh.terms().currentAge(LATER)).isZero();
        assertThat(fresh.head().headers().all("X-A")).containsExactly("new");
        assertThat(fresh.body()).isEqualTo(STORED.body());
        assertThat(fresh.fillId()).isEqualTo(9);
    }

    @ParameterizedTest
    @Tag("SHOULD")
    @CsvSource({
        "ETag, \"v2\"",
        "ETag, W/\"v2\"",
        "Last-Modified, 'Mon, 23 Nov 2026 12:00:01 GMT'",
        "Content-Length, 5",
    })
    void answerThatDiffers_makesStale(String name, String value) {
        StoredResponse stale = known(Given.get(), 200, name, value, "Cache-Control", "max-age=60");
        assertThat(stale.terms().isFresh(LATER)).isFalse();
        assertThat(stale.head()).isEqualTo(STORED.head());
        assertThat(stale.terms().currentAge(LATER)).isEqualTo(STORED.terms().currentAge(LATER));
    }

    @Test
    void lengthOfAnotherCoding_isNotCompared() {
        assertThat(known(
                                Given.get(),
                                200,
                                "ETag",
                                "\"v1\"",
                                "Content-Encoding",
                                "gzip",
                                "Content-Length",
                                "9",
                                "Cache-Control",
                                "max-age=60")
                        .terms()
                        .isFresh(LATER))
                .isTrue();
    }

    @Test
    void errorOrPart_saysNothing() {
        assertThat(revised(Given.get(), 404, "ETag", "\"v2\"")).isNull();
        assertThat(revised(Given.get(), 304)).isNull();
        assertThat(revised(Given.get(), 206, "Content-Length", "1")).isNull();
    }

    @Test
    @Tag("MUST")
    void answerToNoStore_isNotStored_butMakesStale() {
        RequestHead get = Given.get("Cache-Control", "no-store");
        assertThat(revised(get, 200, "ETag", "\"v1\"", "Cache-Control", "max-age=60"))
                .isNull();
        assertThat(known(get, 200, "ETag", "\"v2\"").terms().isFresh(LATER)).isFalse();
    }

    @Test
    void requestThatHidesAField_doesNotConcernWhatIsStored() {
        assertThat(HeadPolicy.mayConcernStored(Given.request("HEAD"))).isTrue();
        assertThat(HeadPolicy.mayConcernStored(Given.request("GET"))).isFalse();
        assertThat(HeadPolicy.mayConcernStored(Given.request("HEAD", "Connection", "x-a", "X-A", "1")))
                .isFalse();
    }
}
