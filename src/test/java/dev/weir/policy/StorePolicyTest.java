package dev.weir.policy;

import static dev.weir.policy.Given.get;
import static dev.weir.policy.Given.ok;
import static dev.weir.policy.Given.response;
import static dev.weir.policy.Rules.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.FieldLines;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.message.Terms;
import dev.weir.policy.CachingRules.SetCookie;
import dev.weir.policy.StoreDecision.Rule;
import dev.weir.policy.StoreDecision.Store;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorePolicyTest {
    private static StoreDecision decide(RequestHead request, ResponseHead response) {
        return StorePolicy.decide(Given.answered(request, response, CachingRules.ORIGIN_ONLY));
    }

    private static StoreDecision decide(String cacheControl) {
        return decide(get(), ok("Cache-Control", cacheControl));
    }

    private static Store stored(StoreDecision decision) {
        assertThat(decision).isInstanceOf(Store.class);
        return (Store) decision;
    }

    private static StoreDecision skip(Rule rule) {
        return new StoreDecision.Skip(rule);
    }

    @Nested
    class S3_Storing {
        @Test
        void explicitFreshness_isStored() {
            Terms terms = stored(decide("max-age=60")).terms();
            assertThat(terms).isEqualTo(Given.fresh());
        }

        @ParameterizedTest
        @Tag("MUST")
        @CsvSource(
                delimiter = '|',
                value = {
                    "no-store | NO_STORE",
                    "max-age=60, NO-STORE | NO_STORE",
                    "private, max-age=60 | PRIVATE",
                    "private=x, max-age=60 | PRIVATE",
                    "public, private, max-age=60 | PRIVATE",
                    "max-age=60, public;x | BAD_FIELDS",
                    "public | NO_FRESHNESS",
                    "max-age=0 | NO_FRESHNESS",
                    "max-age=soup | NO_FRESHNESS",
                    "no-cache, max-age=60 | NO_FRESHNESS"
                })
        void directives_forbidStoring(String cacheControl, Rule rule) {
            assertThat(decide(cacheControl)).isEqualTo(skip(rule));
        }

        @Test
        void silentOrigin_isNotStored() {
            assertThat(decide(get(), ok("ETag", "\"a\""))).isEqualTo(skip(Rule.NO_FRESHNESS));
        }

        @ParameterizedTest
        @CsvSource({"206, PARTIAL", "304, STATUS", "100, STATUS", "103, STATUS", "600, STATUS", "0, STATUS"})
        void statusesThatAreNotStored(int status, Rule rule) {
            assertThat(decide(get(), response(status, "Cache-Control", "max-age=60")))
                    .isEqualTo(skip(rule));
        }

        @ParameterizedTest
        @ValueSource(ints = {200, 204, 299, 302, 307, 404, 499, 500, 503, 599})
        void everyFinalStatus_withExplicitFreshness_isStored(int status) {
            stored(decide(get(), response(status, "Cache-Control", "max-age=60")));
        }

        @Test
        @Tag("MUST")
        void mustUnderstand_replacesNoStore_onlyWhereUnderstood() {
            String both = "no-store, must-understand, max-age=60";
            stored(decide(get(), response(200, "Cache-Control", both)));
            assertThat(decide(get(), response(299, "Cache-Control", both))).isEqualTo(skip(Rule.STATUS));
        }

        @ParameterizedTest
        @Tag("MUST")
        @CsvSource(
                delimiter = '|',
                value = {
                    "max-age=60 | false",
                    "max-age=60, public | true",
                    "s-maxage=60 | true",
                    "max-age=60, must-revalidate | true",
                    "max-age=60, proxy-revalidate | false",
                    "max-age=60, s-maxage=x | false",
                    "max-age=60, public=1 | false"
                })
        void authenticated_isStoredOnlyIfTheResponseSaysSo(String cacheControl, boolean stored) {
            StoreDecision decision = decide(get("Authorization", "Basic eA=="), ok("Cache-Control", cacheControl));
            assertThat(decision instanceof Store).isEqualTo(stored);
        }

        @Test
        void lifetimeOfZero_withValidator_isStored() {
            assertThat(stored(decide(get(), ok("Cache-Control", "max-age=0", "ETag", "\"a\"")))
                            .terms()
                            .lifetime())
                    .isEqualTo(Duration.ZERO);
        }

        @Test
        void noCache_withValidator_isStored() {
            Terms terms = stored(decide(get(), ok("Cache-Control", "no-cache", "ETag", "\"a\"")))
                    .terms();
            assertThat(terms.reuse()).isEqualTo(Terms.Reuse.ALWAYS_VALIDATE);
            assertThat(decide(get(), response(302, "Cache-Control", "no-cache", "ETag", "\"a\"")))
                    .isEqualTo(skip(Rule.NO_FRESHNESS));
        }
    }

    @Nested
    class S4_1_Vary {
        @Test
        void names_areLowerCaseSortedUnique() {
            Store store =
                    stored(decide(get(), ok("Cache-Control", "max-age=60", "Vary", "B, a,,", "Vary", "b , Accept")));
            assertThat(store.vary()).containsExactly("a", "accept", "b");
        }

        @ParameterizedTest
        @Tag("MUST")
        @CsvSource(
                delimiter = '|',
                value = {"* | VARY_STAR", "a, * | VARY_STAR", "a b | BAD_FIELDS"})
        void cannotBeSelected(String vary, Rule rule) {
            assertThat(decide(get(), ok("Cache-Control", "max-age=60", "Vary", vary)))
                    .isEqualTo(skip(rule));
        }

        @Test
        void moreThanSixteenNames_areTooMany() {
            assertThat(decide(get(), ok("Cache-Control", "max-age=60", "Vary", names(17))))
                    .isEqualTo(skip(Rule.VARY_TOO_WIDE));
            stored(decide(get(), ok("Cache-Control", "max-age=60", "Vary", names(16))));
        }

        private static String names(int count) {
            return IntStream.range(0, count).mapToObj(i -> "f" + i).collect(Collectors.joining(","));
        }
    }

    @Nested
    class SetCookieRule {
        private static final ResponseHead SETS = ok(
                "Cache-Control",
                "max-age=60",
                "Date",
                Given.NOW_DATE,
                "Set-Cookie",
                "a=b",
                "X",
                "y",
                "set-cookie",
                "c=d");

        private static StoreDecision decide(SetCookie what) {
            return StorePolicy.decide(Given.answered(
                    get(), SETS, rules().setCookie(what).fixedTtl(60).build()));
        }

        @Test
        void refuse_isNotStored_evenWithFixedTtl() {
            assertThat(decide(SetCookie.REFUSE)).isEqualTo(skip(Rule.SET_COOKIE));
        }

        @Test
        void strip_removesEveryLine() {
            assertThat(stored(decide(SetCookie.STRIP)).head().headers())
                    .isEqualTo(FieldLines.of("Cache-Control", "max-age=60", "Date", Given.NOW_DATE, "X", "y"));
        }

        @Test
        void store_keepsThem() {
            assertThat(stored(decide(SetCookie.STORE)).head()).isEqualTo(SETS);
        }
    }

    @Nested
    class S3_1_StoredFields {
        @Test
        @Tag("MUST")
        void hopByHop_ageAndLength_areLeftOut() {
            Store store = stored(decide(
                    get(),
                    ok(
                            "Connection", "close, X-Hop",
                            "X-Hop", "1",
                            "Keep-Alive", "timeout=5",
                            "Proxy-Authenticate", "Basic",
                            "Proxy-Authentication-Info", "x",
                            "Transfer-Encoding", "chunked",
                            "Trailer", "X",
                            "Upgrade", "h2c",
                            "Age", "10",
                            "Content-Length", "5",
                            "Proxy-Status", "kept",
                            "Date", Given.NOW_DATE,
                            "Cache-Control", "max-age=60")));
            assertThat(store.head().headers())
                    .isEqualTo(FieldLines.of(
                            "Proxy-Status", "kept", "Date", Given.NOW_DATE, "Cache-Control", "max-age=60"));
            assertThat(store.terms().initialAge()).isEqualTo(Duration.ofSeconds(10));
        }

        @Test
        @Tag("MUST")
        void fieldsOfOneRequest_areLeftOut_butForTheRequestItself() {
            Store store = stored(decide(
                    get(),
                    ok(
                            "Set-Cookie", "a=b",
                            "X-Name", "Ada",
                            "x-name", "King",
                            "Date", Given.NOW_DATE,
                            "Cache-Control", "max-age=60, no-cache=\"set-cookie\", private=\"X-Name\"")));
            assertThat(store.head().headers().contains("Set-Cookie")).isFalse();
            assertThat(store.head().headers().contains("X-Name")).isFalse();
            assertThat(store.own().headers().get("Set-Cookie")).isEqualTo("a=b");
            assertThat(store.own().headers().all("X-Name")).containsExactly("Ada", "King");
            assertThat(store.terms().reuse()).isEqualTo(Terms.Reuse.FREE);
        }

        @Test
        void cookieBesideTheWithheldOne_isStillRefused() {
            assertThat(decide(get(), ok("Set-Cookie", "a=b", "Cache-Control", "max-age=60, private=\"X-Name\"")))
                    .isEqualTo(skip(Rule.SET_COOKIE));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "Date", "date"})
        void dateThatIsMissingOrInvalid_isTheTimeOfReceipt(String name) {
            ResponseHead response = name.isEmpty()
                    ? ok("Cache-Control", "max-age=60")
                    : ok("Cache-Control", "max-age=60", name, "soup");
            assertThat(stored(decide(get(), response)).head().headers().all("Date"))
                    .containsExactly(Given.NOW_DATE);
        }
    }
}
