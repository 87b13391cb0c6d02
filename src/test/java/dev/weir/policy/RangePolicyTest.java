package dev.weir.policy;

import static dev.weir.policy.Given.get;
import static dev.weir.policy.Given.ok;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.policy.RangeDecision.One;
import dev.weir.policy.RangeDecision.Several;
import dev.weir.policy.RangeDecision.Unsatisfiable;
import dev.weir.policy.RangeDecision.Whole;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangePolicyTest {
    private static final String HOUR_AGO = "Mon, 23 Nov 2026 11:00:00 GMT";
    private static final String SECOND_AGO = "Mon, 23 Nov 2026 11:59:59 GMT";
    private static final ResponseHead TAGGED =
            ok("ETag", "\"a\"", "Last-Modified", HOUR_AGO, "Date", Given.NOW_DATE, "Content-Type", "text/plain");

    private static RangeDecision decide(String... fields) {
        return RangePolicy.decide(get(fields), TAGGED, 10);
    }

    /** {@code 2-4}, {@code 0-1 5-6}, {@code whole}, {@code none}. */
    private static String shown(RangeDecision decision) {
        return switch (decision) {
            case Whole whole -> "whole";
            case One one -> shown(one.range());
            case Several several ->
                several.ranges().stream().map(RangePolicyTest::shown).collect(Collectors.joining(" "));
            case Unsatisfiable none -> "none";
        };
    }

    private static String shown(ByteRange range) {
        return range.first() + "-" + range.last();
    }

    @Nested
    class S14_1_2_ByteRanges {
        @ParameterizedTest
        @Tag("MUST")
        @CsvSource(
                delimiter = '|',
                value = {
                    "bytes=2-4 | 2-4",
                    "bytes=0-0 | 0-0",
                    "bytes=2- | 2-9",
                    "bytes=9- | 9-9",
                    "bytes=2-999 | 2-9",
                    "bytes=2-99999999999999999999999 | 2-9",
                    "bytes=-3 | 7-9",
                    "bytes=-10 | 0-9",
                    "bytes=-99999999999999999999999 | 0-9",
                    "BYTES=2-4 | 2-4",
                    "bytes=002-004 | 2-4",
                    "bytes=0-9 | 0-9"
                })
        void oneRange_isCutToTheContent(String range, String expected) {
            assertThat(shown(decide("Range", range))).isEqualTo(expected);
        }

        @ParameterizedTest
        @Tag("MUST")
        @ValueSource(strings = {"bytes=10-", "bytes=10-12", "bytes=-0", "bytes=99999999999999999999-", "bytes=10-,-0"})
        void noSatisfiableRange_isRefused(String range) {
            assertThat(shown(decide("Range", range))).isEqualTo("none");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "bytes=",
                    "bytes=,",
                    "bytes=-",
                    "bytes=4-2",
                    "bytes=0-1,4-2",
                    "bytes=a-b",
                    "bytes=1",
                    "bytes=+1-2",
                    "bytes=--2",
                    "bytes=1-2-3",
                    "bytes = 1-2",
                    "bytes=1 - 2",
                    "bytes 1-2",
                    "lines=1-2",
                    "bytes=١-٢",
                    "",
                    "1-2"
                })
        void whatIsNoByteRange_isIgnored(String range) {
            assertThat(shown(decide("Range", range))).isEqualTo("whole");
        }

        @Test
        void severalLines_areIgnored() {
            assertThat(shown(decide("Range", "bytes=0-1", "Range", "bytes=2-3")))
                    .isEqualTo("whole");
        }

        @Test
        void emptyContent_hasNoBytes() {
            assertThat(shown(RangePolicy.decide(get("Range", "bytes=0-"), TAGGED, 0)))
                    .isEqualTo("none");
            assertThat(shown(RangePolicy.decide(get("Range", "bytes=-5"), TAGGED, 0)))
                    .isEqualTo("whole");
        }
    }

    @Nested
    class S14_2_SeveralRanges {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "bytes=0-1,5-6 | 0-1 5-6",
                    "bytes= 0-1 ,\t5-6 | 0-1 5-6",
                    "bytes=,0-1,,5-6, | 0-1 5-6",
                    "bytes=8-9,0-1 | 8-9 0-1",
                    "bytes=0-1,20-30 | 0-1",
                    "bytes=0-4,3-6 | 0-6",
                    "bytes=0-1,2-3 | 0-3",
                    "bytes=3-6,8-9,0-4 | 0-6 8-9",
                    "bytes=0-,0-,0- | 0-9",
                    "bytes=0-9,2-3,4-5 | 0-9",
                    "bytes=-2,0-0 | 8-9 0-0"
                })
        void areSentOnce_inTheOrderAskedFor(String range, String expected) {
            assertThat(shown(decide("Range", range))).isEqualTo(expected);
        }

        @Test
        void tooMany_areIgnored() {
            String most = "bytes=" + "0-0,".repeat(RangeField.MOST_RANGES - 1) + "5-5";
            assertThat(shown(decide("Range", most))).isEqualTo("0-0 5-5");
            assertThat(shown(decide("Range", most + ",7-7"))).isEqualTo("whole");
        }
    }

    @Nested
    class S14_2_Applicability {
        @Test
        @Tag("MUST")
        void otherMethods_ignoreRange() {
            for (String method : new String[] {"HEAD", "QUERY", "POST"}) {
                RequestHead request = Given.request(method, "Range", "bytes=0-1");
                assertThat(shown(RangePolicy.decide(request, TAGGED, 10))).isEqualTo("whole");
                assertThat(RangePolicy.asks(request)).isFalse();
            }
        }

        @Test
        @Tag("MUST")
        void otherStatuses_ignoreRange() {
            for (int status : new int[] {203, 206, 404, 500}) {
                ResponseHead response = new ResponseHead(status, FieldLines.EMPTY);
                assertThat(shown(RangePolicy.decide(get("Range", "bytes=0-1"), response, 10)))
                        .isEqualTo("whole");
            }
        }

        @Test
        void unknownLength_getsTheWhole() {
            assertThat(shown(RangePolicy.decide(get("Range", "bytes=0-1"), TAGGED, -1)))
                    .isEqualTo("whole");
        }

        @Test
        void asking_isAQuestionOfTheFieldAlone() {
            assertThat(RangePolicy.asks(get("Range", "bytes=0-1"))).isTrue();
            assertThat(RangePolicy.asks(get("Range", "soup"))).isFalse();
            assertThat(RangePolicy.asks(get())).isFalse();
        }
    }

    @Nested
    class S13_1_5_IfRange {
        @ParameterizedTest
        @Tag("MUST")
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '\'',
                value = {
                    "\"a\" | 0-1",
                    "\"b\" | whole",
                    "W/\"a\" | whole",
                    "a | whole",
                    "* | whole",
                    "'' | whole",
                    "\"a\", \"b\" | whole",
                    HOUR_AGO + " | 0-1",
                    "Monday, 23-Nov-26 11:00:00 GMT | whole",
                    SECOND_AGO + " | whole",
                    "soup | whole"
                })
        void onlyTheSameStrongValidator_allowsAPart(String validator, String expected) {
            assertThat(shown(decide("Range", "bytes=0-1", "If-Range", validator)))
                    .isEqualTo(expected);
        }

        @Test
        @Tag("MUST")
        void weakTag_neverMatches_evenItself() {
            RequestHead request = get("Range", "bytes=0-1", "If-Range", "W/\"a\"");
            assertThat(shown(RangePolicy.decide(request, ok("ETag", "W/\"a\""), 10)))
                    .isEqualTo("whole");
        }

        @Test
        @Tag("MUST")
        void dateOfTheSameSecond_isWeak() {
            ResponseHead justChanged = ok("Last-Modified", Given.NOW_DATE, "Date", Given.NOW_DATE);
            ResponseHead changedBefore = ok("Last-Modified", SECOND_AGO, "Date", Given.NOW_DATE);
            ResponseHead undated = ok("Last-Modified", SECOND_AGO);
            RequestHead now = get("Range", "bytes=0-1", "If-Range", Given.NOW_DATE);
            RequestHead before = get("Range", "bytes=0-1", "If-Range", SECOND_AGO);
            assertThat(shown(RangePolicy.decide(now, justChanged, 10))).isEqualTo("whole");
            assertThat(shown(RangePolicy.decide(before, changedBefore, 10))).isEqualTo("0-1");
            assertThat(shown(RangePolicy.decide(before, undated, 10))).isEqualTo("whole");
        }

        @Test
        @Tag("MUST")
        void unsatisfiedBesideAFalseCondition_isTheWhole() {
            assertThat(shown(decide("Range", "bytes=50-", "If-Range", "\"b\""))).isEqualTo("whole");
            assertThat(shown(decide("Range", "bytes=50-", "If-Range", "\"a\""))).isEqualTo("none");
        }
    }

    @Nested
    class S15_3_7_Heads {
        @Test
        @Tag("MUST")
        void onePart_tellsItsPlace() {
            ResponseHead head = PartialContent.one(TAGGED, new ByteRange(2, 4), 10);
            assertThat(head.status()).isEqualTo(206);
            assertThat(head.headers().get("Content-Range")).isEqualTo("bytes 2-4/10");
            assertThat(head.headers().get("ETag")).isEqualTo("\"a\"");
            assertThat(head.headers().get("Content-Type")).isEqualTo("text/plain");
        }

        @Test
        @Tag("MUST")
        void severalParts_tellTheirPlacesThemselves() {
            PartialContent.Multipart parts =
                    PartialContent.several(TAGGED, List.of(new ByteRange(0, 1), new ByteRange(5, 6)), 10, 255);
            assertThat(parts.head().headers().contains("Content-Range")).isFalse();
            assertThat(parts.head().headers().all("Content-Type"))
                    .containsExactly("multipart/byteranges; boundary=weir-ff");
            assertThat(parts.before())
                    .containsExactly(
                            "\r\n--weir-ff\r\nContent-Type: text/plain\r\nContent-Range: bytes 0-1/10\r\n\r\n",
                            "\r\n--weir-ff\r\nContent-Type: text/plain\r\nContent-Range: bytes 5-6/10\r\n\r\n");
            assertThat(parts.after()).isEqualTo("\r\n--weir-ff--\r\n");
        }
    }

    @Nested
    class S15_4_5_NotModified {
        @Test
        void describesNoContent() {
            ResponseHead head = NotModified.of(ok(
                    "Content-Type",
                    "text/plain",
                    "content-encoding",
                    "gzip",
                    "Last-Modified",
                    HOUR_AGO,
                    "ETag",
                    "\"a\"",
                    "Vary",
                    "Accept",
                    "Content-Location",
                    "/x",
                    "Date",
                    Given.NOW_DATE,
                    "Cache-Control",
                    "max-age=1",
                    "Expires",
                    HOUR_AGO,
                    "Content-Security-Policy",
                    "default-src 'self'"));
            assertThat(head)
                    .isEqualTo(Given.response(
                            304,
                            "ETag",
                            "\"a\"",
                            "Vary",
                            "Accept",
                            "Content-Location",
                            "/x",
                            "Date",
                            Given.NOW_DATE,
                            "Cache-Control",
                            "max-age=1",
                            "Expires",
                            HOUR_AGO,
                            "Content-Security-Policy",
                            "default-src 'self'"));
        }

        @Test
        void lastModified_staysWhereItIsTheOnlyValidator() {
            assertThat(NotModified.of(ok("Last-Modified", HOUR_AGO)).headers().contains("Last-Modified"))
                    .isTrue();
        }
    }
}
