package dev.weir.policy;

import static dev.weir.policy.Given.get;
import static dev.weir.policy.Given.ok;
import static dev.weir.policy.Given.response;
import static dev.weir.policy.Rules.rules;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.message.Terms;
import dev.weir.policy.StoreDecision.Rule;
import dev.weir.policy.StoreDecision.Store;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator's rules of a route make of a response. */
class RouteRulesTest {
    private static final ResponseHead SILENT = ok("Content-Type", "text/plain");

    private static StoreDecision decide(Rules rules, RequestHead request, ResponseHead response) {
        return StorePolicy.decide(Given.answered(request, response, rules.build()));
    }

    private static Terms terms(Rules rules, ResponseHead response) {
        StoreDecision decision = decide(rules, get(), response);
        assertThat(decision).isInstanceOf(Store.class);
        return ((Store) decision).terms();
    }

    private static @Nullable Long lifetime(Rules rules, ResponseHead response) {
        return decide(rules, get(), response) instanceof Store store
                ? (Long) store.terms().lifetime().toSeconds()
                : null;
    }

    private static StoreDecision skip(Rule rule) {
        return new StoreDecision.Skip(rule);
    }

    @Nested
    class DefaultTtl {
        @Test
        void appliesOnlyWhereTheOriginIsSilent() {
            assertThat(lifetime(rules().defaultTtl(30), SILENT)).isEqualTo(30);
            assertThat(lifetime(rules().defaultTtl(30), ok("Cache-Control", "max-age=5")))
                    .isEqualTo(5);
            assertThat(lifetime(rules().defaultTtl(30), ok("Cache-Control", "max-age=0")))
                    .isNull();
            assertThat(lifetime(rules().defaultTtl(30), ok("Expires", "0"))).isNull();
            assertThat(lifetime(rules().defaultTtl(30), ok("Cache-Control", "no-cache")))
                    .isNull();
            assertThat(lifetime(rules().defaultTtl(30), ok("Cache-Control", "public")))
                    .isEqualTo(30);
        }

        @ParameterizedTest
        @CsvSource({"200, true", "301, true", "404, true", "302, false", "401, false", "500, false", "503, false"})
        void appliesOnlyToStatusesCacheableByDefault(int status, boolean stored) {
            assertThat(decide(rules().defaultTtl(30), get(), response(status)) instanceof Store)
                    .isEqualTo(stored);
        }

        @Test
        void neverAppliesToARequestWithCookie() {
            RequestHead withCookie = get("Cookie", "a=1; b=2");
            assertThat(decide(rules().defaultTtl(30), withCookie, SILENT)).isEqualTo(skip(Rule.COOKIE));
            assertThat(decide(rules().ttl(200, 30), withCookie, SILENT)).isEqualTo(skip(Rule.COOKIE));
            assertThat(decide(rules().defaultTtl(30).keyedCookies("a"), withCookie, SILENT))
                    .isEqualTo(skip(Rule.COOKIE));
            assertThat(decide(rules().defaultTtl(30).keyedCookies("a", "b"), withCookie, SILENT))
                    .isInstanceOf(Store.class);
            assertThat(decide(rules().defaultTtl(30).ignoreCookies(), withCookie, SILENT))
                    .isInstanceOf(Store.class);
        }

        @Test
        void namelessCookie_isNeverKeyed() {
            assertThat(decide(rules().defaultTtl(30).keyedCookies("a"), get("Cookie", "a=1; a"), SILENT))
                    .isEqualTo(skip(Rule.COOKIE));
        }

        @Test
        void explicitFreshness_isStoredDespiteCookie() {
            assertThat(decide(rules(), get("Cookie", "a=1"), ok("Cache-Control", "max-age=60")))
                    .isInstanceOf(Store.class);
        }

        @Test
        void authorization_needsMoreThanADefault() {
            assertThat(decide(rules().defaultTtl(30), get("Authorization", "x"), SILENT))
                    .isEqualTo(skip(Rule.AUTHORIZATION));
        }
    }

    @Nested
    class TtlByStatus {
        @Test
        void exactStatus_winsOverClass_winsOverDefault() {
            assertThat(lifetime(rules().defaultTtl(30).ttl(404, 5).ttl(4, 7), response(404)))
                    .isEqualTo(5);
            assertThat(lifetime(rules().defaultTtl(30).ttl(4, 7), response(404)))
                    .isEqualTo(7);
            assertThat(lifetime(rules().defaultTtl(30).ttl(5, 1), response(503)))
                    .isEqualTo(1);
        }

        @Test
        void statedFreshness_winsOverIt() {
            assertThat(lifetime(rules().ttl(404, 5), response(404, "Cache-Control", "max-age=60")))
                    .isEqualTo(60);
        }
    }

    @Nested
    class FixedTtl {
        @Test
        void overridesFreshnessAndNoCache() {
            assertThat(lifetime(rules().fixedTtl(30), ok("Cache-Control", "max-age=0")))
                    .isEqualTo(30);
            Terms terms = terms(rules().fixedTtl(30), ok("Cache-Control", "no-cache"));
            assertThat(terms).isEqualTo(Given.terms(30, 0, 0, Terms.Reuse.FREE));
        }

        @ParameterizedTest
        @CsvSource({"private, PRIVATE", "no-store, NO_STORE"})
        void neverOverridesWhatProtectsTheClient(String cacheControl, Rule rule) {
            assertThat(decide(rules().fixedTtl(30), get(), ok("Cache-Control", cacheControl)))
                    .isEqualTo(skip(rule));
            assertThat(decide(rules().fixedTtl(30), get("Authorization", "x"), SILENT))
                    .isEqualTo(skip(Rule.AUTHORIZATION));
        }

        @Test
        void leavesErrorsAlone() {
            assertThat(lifetime(rules().fixedTtl(30), response(503))).isNull();
            assertThat(lifetime(rules().fixedTtl(30).ttl(5, 1), response(503))).isEqualTo(1);
            assertThat(lifetime(rules().fixedTtl(30).ttl(404, 5), response(404)))
                    .isEqualTo(5);
        }

        @Test
        void mustRevalidate_stillForbidsStale() {
            assertThat(terms(rules().fixedTtl(30), ok("Cache-Control", "must-revalidate"))
                            .reuse())
                    .isEqualTo(Terms.Reuse.NEVER_STALE);
        }
    }

    @Test
    void maxTtl_capsEveryLifetime() {
        assertThat(lifetime(rules().maxTtl(10), ok("Cache-Control", "max-age=60")))
                .isEqualTo(10);
        assertThat(lifetime(rules().maxTtl(10).fixedTtl(60), SILENT)).isEqualTo(10);
        assertThat(lifetime(rules().maxTtl(10).defaultTtl(60), SILENT)).isEqualTo(10);
        assertThat(lifetime(rules().maxTtl(10), ok("Cache-Control", "max-age=5")))
                .isEqualTo(5);
    }

    @Nested
    class StaleWindows {
        private final Rules both = rules().stale(10, 20);

        @Test
        void operatorsApply_whereTheOriginIsSilent() {
            assertThat(terms(both, ok("Cache-Control", "max-age=60")))
                    .isEqualTo(Given.terms(60, 10, 20, Terms.Reuse.FREE));
            assertThat(terms(both, ok("Cache-Control", "max-age=60, stale-while-revalidate=1, stale-if-error=0")))
                    .isEqualTo(Given.terms(60, 1, 0, Terms.Reuse.FREE));
        }

        @ParameterizedTest
        @ValueSource(strings = {"max-age=60, must-revalidate", "max-age=60, proxy-revalidate", "s-maxage=60"})
        void none_whereTheOriginForbids(String cacheControl) {
            assertThat(terms(both, ok("Cache-Control", cacheControl)))
                    .isEqualTo(Given.terms(60, 0, 0, Terms.Reuse.NEVER_STALE));
        }

        @Test
        void originsOwn_makeUpForALifetimeOfZero() {
            assertThat(terms(rules(), ok("Cache-Control", "max-age=0, stale-while-revalidate=5")))
                    .isEqualTo(Given.terms(0, 5, 0, Terms.Reuse.FREE));
        }

        @Test
        void operators_doNotServeUnaskedWhatHasNoLifetime() {
            assertThat(terms(both, ok("Cache-Control", "max-age=0")))
                    .isEqualTo(Given.terms(0, 0, 20, Terms.Reuse.FREE));
            assertThat(decide(both, get("Cookie", "a=1"), ok("Cache-Control", "max-age=0")))
                    .isEqualTo(skip(Rule.NO_FRESHNESS));
        }

        @Test
        void operators_doNotOutliveAnError() {
            assertThat(terms(rules().stale(10, 20).ttl(5, 1), response(503)).staleIfError())
                    .isEqualTo(Duration.ZERO);
            assertThat(terms(rules().stale(10, 20).ttl(404, 1), response(404)).staleIfError())
                    .isEqualTo(Duration.ofSeconds(20));
        }
    }
}
