package dev.weir.policy;

import static dev.weir.policy.Given.get;
import static dev.weir.policy.Given.ok;
import static dev.weir.policy.PreconditionDecision.FAILED;
import static dev.weir.policy.PreconditionDecision.NOT_MODIFIED;
import static dev.weir.policy.PreconditionDecision.PROCEED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreconditionsTest {
    private static final String BEFORE = "Mon, 23 Nov 2026 11:59:59 GMT";
    private static final String SAME = Given.NOW_DATE;
    private static final String AFTER = "Mon, 23 Nov 2026 12:00:01 GMT";
    private static final ResponseHead TAGGED = ok("ETag", "\"a\"", "Last-Modified", SAME);

    private static PreconditionDecision decide(ResponseHead response, String... fields) {
        return Preconditions.decide(get(fields), response);
    }

    @Test
    void withoutPreconditions_proceeds() {
        assertThat(decide(TAGGED)).isEqualTo(PROCEED);
    }

    @Nested
    class S13_1_2_IfNoneMatch {
        @ParameterizedTest
        @Tag("MUST")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '\'',
                value = {
                    "\"a\" | \"a\" | NOT_MODIFIED",
                    "\"b\" | \"a\" | PROCEED",
                    "W/\"a\" | \"a\" | NOT_MODIFIED",
                    "\"a\" | W/\"a\" | NOT_MODIFIED",
                    "\"b\" , W/\"a\" | \"a\" | NOT_MODIFIED",
                    ",, \"a\" | \"a\" | NOT_MODIFIED",
                    "\"x,a\", \"a,b\" | \"a,b\" | NOT_MODIFIED",
                    "\"A\" | \"a\" | PROCEED",
                    "* | \"a\" | NOT_MODIFIED",
                    "* | a | NOT_MODIFIED",
                    "a | \"a\" | PROCEED",
                    "a | a | PROCEED",
                    "w/\"a\" | \"a\" | PROCEED",
                    "\"a | \"a\" | PROCEED",
                    "soup, \"a\" | \"a\" | PROCEED",
                    "\"b\"\"a\" | \"a\" | PROCEED",
                    "*, \"b\" | \"a\" | PROCEED",
                    "'' | \"a\" | PROCEED"
                })
        void list_isComparedWeakly(String list, String tag, PreconditionDecision decision) {
            assertThat(decide(ok("ETag", tag), "If-None-Match", list)).isEqualTo(decision);
        }

        @Test
        void severalLines_areOneList() {
            assertThat(decide(TAGGED, "If-None-Match", "\"b\"", "if-none-match", "\"a\""))
                    .isEqualTo(NOT_MODIFIED);
        }

        @Test
        void otherMethods_fail() {
            RequestHead put = Given.request("PUT", "If-None-Match", "*");
            assertThat(Preconditions.decide(put, TAGGED)).isEqualTo(FAILED);
        }

        @Test
        @Tag("MUST")
        void ifModifiedSince_concernsOnlyReads() {
            RequestHead post = Given.request("POST", "If-Modified-Since", AFTER);
            assertThat(Preconditions.decide(post, TAGGED)).isEqualTo(PROCEED);
        }

        @Test
        @Tag("MUST")
        void ifModifiedSince_isIgnoredBesideIt() {
            assertThat(decide(TAGGED, "If-None-Match", "\"b\"", "If-Modified-Since", AFTER))
                    .isEqualTo(PROCEED);
            assertThat(decide(TAGGED, "If-None-Match", "\"a\"", "If-Modified-Since", BEFORE))
                    .isEqualTo(NOT_MODIFIED);
        }
    }

    @Nested
    class S13_1_3_IfModifiedSince {
        @Test
        @Tag("MUST")
        void isComparedWithLastModified() {
            assertThat(decide(TAGGED, "If-Modified-Since", BEFORE)).isEqualTo(PROCEED);
            assertThat(decide(TAGGED, "If-Modified-Since", SAME)).isEqualTo(NOT_MODIFIED);
            assertThat(decide(TAGGED, "If-Modified-Since", AFTER)).isEqualTo(NOT_MODIFIED);
            assertThat(decide(TAGGED, "If-Modified-Since", "Mon Nov 23 12:00:00 2026"))
                    .isEqualTo(NOT_MODIFIED);
        }

        @Test
        void twoDigitYear_isReadBesideTheResponsesDate() {
            ResponseHead dated = ok("Date", SAME, "Last-Modified", BEFORE);
            assertThat(decide(dated, "If-Modified-Since", "Monday, 23-Nov-26 12:00:00 GMT"))
                    .isEqualTo(NOT_MODIFIED);
        }

        @Test
        void date_standsInForLastModified() {
            assertThat(decide(ok("Date", SAME), "If-Modified-Since", SAME)).isEqualTo(NOT_MODIFIED);
            assertThat(decide(ok("Date", SAME), "If-Modified-Since", BEFORE)).isEqualTo(PROCEED);
            assertThat(decide(ok("Date", SAME, "Last-Modified", "soup"), "If-Modified-Since", AFTER))
                    .isEqualTo(PROCEED);
            assertThat(decide(ok(), "If-Modified-Since", SAME)).isEqualTo(PROCEED);
        }

        @Test
        @Tag("MUST")
        void unreadable_isIgnored() {
            assertThat(decide(TAGGED, "If-Modified-Since", "soup")).isEqualTo(PROCEED);
            assertThat(decide(TAGGED, "If-Modified-Since", AFTER, "If-Modified-Since", AFTER))
                    .isEqualTo(PROCEED);
            assertThat(Preconditions.decide(Given.request("PUT", "If-Modified-Since", AFTER), TAGGED))
                    .isEqualTo(PROCEED);
        }
    }

    @Test
    @Tag("MUST")
    void S9111_4_3_2_preconditionsForTheOrigin_areNotEvaluated() {
        assertThat(decide(TAGGED, "If-Match", "\"b\"")).isEqualTo(PROCEED);
        assertThat(decide(TAGGED, "If-Unmodified-Since", BEFORE)).isEqualTo(PROCEED);
    }

    @ParameterizedTest
    @Tag("MUST")
    @CsvSource({"404", "206", "301", "412", "500"})
    void statusesWithoutSuccess_ignorePreconditions(int status) {
        ResponseHead response = new ResponseHead(status, TAGGED.headers());
        assertThat(decide(response, "If-None-Match", "\"a\"")).isEqualTo(PROCEED);
    }

    @ParameterizedTest
    @CsvSource({"200", "203", "204", "299"})
    void everySuccess_isEvaluated(int status) {
        assertThat(decide(new ResponseHead(status, TAGGED.headers()), "If-None-Match", "\"a\""))
                .isEqualTo(NOT_MODIFIED);
    }
}
