package dev.weir.policy;

import static dev.weir.policy.Given.get;
import static dev.weir.policy.Given.response;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.Fence;
import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.Selecting;
import dev.weir.message.StoredResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FresheningTest {
    private static final String LATER = "Mon, 23 Nov 2026 12:10:00 GMT";
    private static final StoredResponse STORED = Given.stored(
            Given.fresh(),
            "Date",
            Given.NOW_DATE,
            "ETag",
            "\"a\"",
            "Cache-Control",
            "max-age=60",
            "Content-Type",
            "text/plain",
            "X-Old",
            "1",
            "X-New",
            "1",
            "X-New",
            "2");

    private static @Nullable StoredResponse freshen(StoredResponse stored, RequestHead request, String... fields) {
        StoreQuestion q = new StoreQuestion(
                request, response(304, fields), Given.after(600), Given.after(600), CachingRules.ORIGIN_ONLY);
        return Freshening.freshen(stored, q, 9, new Fence(3));
    }

    private static StoredResponse freshened(String... fields) {
        return Objects.requireNonNull(freshen(STORED, get(), fields));
    }

    @Nested
    class S3_2_Updating {
        @Test
        @Tag("MUST")
        void fieldsOfThe304_replaceThoseStored() {
            StoredResponse fresh =
                    freshened("Date", LATER, "etag", "\"a\"", "Cache-Control", "max-age=30", "x-new", "3");
            assertThat(fresh.head().status()).isEqualTo(200);
            assertThat(fresh.head().headers())
                    .isEqualTo(FieldLines.of(
                            "Content-Type",
                            "text/plain",
                            "X-Old",
                            "1",
                            "Date",
                            LATER,
                            "etag",
                            "\"a\"",
                            "Cache-Control",
                            "max-age=30",
                            "x-new",
                            "3"));
            assertThat(fresh.terms().lifetime()).isEqualTo(Duration.ofSeconds(30));
            assertThat(fresh.terms().currentAge(Given.after(601))).isEqualTo(Duration.ofSeconds(1));
        }

        @Test
        void identity_isThatOfTheNewFill() {
            StoredResponse fresh = freshened("ETag", "\"a\"");
            assertThat(fresh.fillId()).isEqualTo(9);
            assertThat(fresh.fence()).isEqualTo(new Fence(3));
            assertThat(fresh.body()).isSameAs(STORED.body());
            assertThat(fresh.key()).isEqualTo(STORED.key());
        }

        @Test
        void silent304_isFreshAgain() {
            StoredResponse fresh = freshened();
            assertThat(fresh.terms().isFresh(Given.after(659))).isTrue();
            assertThat(fresh.head().headers().all("Date")).containsExactly(LATER);
        }

        @ParameterizedTest
        @Tag("MUST")
        @ValueSource(
                strings = {"Content-Length", "Content-Encoding", "Content-Range", "Connection", "Transfer-Encoding"})
        void framingAndCoding_areNotUpdated(String name) {
            assertThat(freshened(name, "x").head().headers().contains(name)).isFalse();
        }

        @ParameterizedTest
        @Tag("MUST")
        @ValueSource(strings = {"Proxy-Authenticate", "Proxy-Authentication-Info", "Keep-Alive", "Upgrade", "X-Named"})
        void fieldsExceptedFromStoring_areNotUpdated(String name) {
            assertThat(freshened("Connection", "x-named", name, "x")
                            .head()
                            .headers()
                            .contains(name))
                    .isFalse();
        }

        @Test
        @Tag("MUST")
        void contentType_isUpdatedLikeAnyOtherField() {
            assertThat(freshened("Content-Type", "x/y").head().headers().all("Content-Type"))
                    .containsExactly("x/y");
        }

        @Test
        void ageOfThe304_counts() {
            assertThat(freshened("Date", LATER, "Age", "20").terms().initialAge())
                    .isEqualTo(Duration.ofSeconds(20));
        }
    }

    @Nested
    class S4_3_4_Selecting {
        @ParameterizedTest
        @Tag("MUST")
        @CsvSource(
                delimiter = '|',
                value = {
                    "\"a\" | \"a\" | true",
                    "\"a\" | \"b\" | false",
                    "\"a\" | W/\"a\" | true",
                    "W/\"a\" | W/\"a\" | true",
                    "W/\"a\" | \"a\" | false",
                    "\"a\" | W/\"b\" | false"
                })
        void tag_selects(String storedTag, String tag, boolean same) {
            StoredResponse stored = Given.stored(Given.fresh(), "Cache-Control", "max-age=60", "ETag", storedTag);
            assertThat(freshen(stored, get(), "ETag", tag) != null).isEqualTo(same);
        }

        @Test
        void date_selects_withoutTag() {
            StoredResponse stored =
                    Given.stored(Given.fresh(), "Cache-Control", "max-age=60", "Last-Modified", Given.NOW_DATE);
            assertThat(freshen(stored, get(), "Last-Modified", Given.NOW_DATE)).isNotNull();
            assertThat(freshen(stored, get(), "Last-Modified", LATER)).isNull();
            assertThat(freshen(stored, get(), "ETag", "\"a\"", "Last-Modified", Given.NOW_DATE))
                    .isNull();
            assertThat(freshen(STORED, get(), "Last-Modified", LATER)).isNull();
        }
    }

    @Nested
    class NoLongerStorable {
        @ParameterizedTest
        @ValueSource(strings = {"no-store", "private", "max-age=60, public=1"})
        void directives_endIt(String cacheControl) {
            assertThat(freshen(STORED, get(), "Cache-Control", cacheControl)).isNull();
        }

        @Test
        void authenticatedRequest_endsIt() {
            assertThat(freshen(STORED, get("Authorization", "x"))).isNull();
        }

        @Test
        void newVaryName_endsIt() {
            assertThat(freshen(STORED, get(), "Vary", "accept")).isNull();
            Selecting selecting = Selection.select(List.of("accept", "x"), get());
            StoredResponse variant = new StoredResponse(
                    7, Fence.START, STORED.key(), selecting, List.of(), STORED.head(), STORED.body(), STORED.terms());
            assertThat(freshen(variant, get(), "Vary", "Accept")).isNotNull();
        }
    }
}
