package dev.weir.policy;

import static dev.weir.policy.Given.get;
import static dev.weir.policy.Given.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.RequestHead;
import dev.weir.message.StoredResponse;
import dev.weir.message.Terms.Reuse;
import dev.weir.message.Verdict;
import dev.weir.policy.ReuseDecision.Forward;
import dev.weir.policy.ReuseDecision.Refuse;
import dev.weir.policy.ReuseDecision.Serve;
import dev.weir.policy.ReuseDecision.ServeStale;
import dev.weir.policy.ReuseDecision.Validate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReusePolicyTest {
    private static final StoredResponse FRESH = Given.stored(Given.fresh(), "ETag", "\"a\"");
    private static final StoredResponse WITH_WINDOW = Given.stored(terms(60, 30, 0, Reuse.FREE), "ETag", "\"a\"");

    private static ReuseDecision decide(RequestHead request, @Nullable StoredResponse stored, double after) {
        return decide(request, stored, Verdict.NONE, after);
    }

    private static ReuseDecision decide(
            RequestHead request, @Nullable StoredResponse stored, Verdict verdict, double after) {
        return ReusePolicy.decide(
                new ReuseQuestion(request, stored, verdict, ForwardReason.VARY_MISS, Given.after(after)));
    }

    private static RequestHead asking(String directives) {
        return get("Cache-Control", directives);
    }

    @Nested
    class S4_2_Freshness {
        @Test
        void fresh_isServed() {
            assertThat(decide(get(), FRESH, 0)).isEqualTo(new Serve(FRESH));
            assertThat(decide(get(), FRESH, 59.999)).isEqualTo(new Serve(FRESH));
        }

        @Test
        @Tag("MUST")
        void atTheEndOfItsLifetime_itIsStale() {
            assertThat(decide(get(), FRESH, 60)).isEqualTo(new Validate(FRESH, ForwardReason.STALE));
        }

        @Test
        void staleWithoutValidator_isForwarded() {
            StoredResponse bare = Given.stored(Given.fresh());
            assertThat(decide(get(), bare, 60)).isEqualTo(new Forward(ForwardReason.STALE));
            StoredResponse unusable = Given.stored(Given.fresh(), "ETag", "a", "Last-Modified", "soup");
            assertThat(decide(get(), unusable, 60)).isEqualTo(new Forward(ForwardReason.STALE));
        }

        @Test
        void lastModified_isAValidator() {
            StoredResponse dated = Given.stored(Given.fresh(), "Last-Modified", Given.NOW_DATE);
            assertThat(decide(get(), dated, 60)).isEqualTo(new Validate(dated, ForwardReason.STALE));
        }

        @Test
        void clockThatWentBack_doesNoHarm() {
            assertThat(decide(get(), FRESH, -3600)).isEqualTo(new Serve(FRESH));
        }

        @Test
        void nothingStored_isForwardedForTheReasonGiven() {
            assertThat(decide(get(), null, 0)).isEqualTo(new Forward(ForwardReason.VARY_MISS));
        }
    }

    @Nested
    class S3_5_Authorization {
        @Test
        void authenticatedRequest_isAnsweredFromWhatWasStoredForAll() {
            assertThat(decide(get("Authorization", "Basic eA=="), FRESH, 0)).isEqualTo(new Serve(FRESH));
        }
    }

    @Nested
    class S5_2_2_ResponseDirectives {
        @Test
        @Tag("MUST")
        void noCache_isNeverServedUnvalidated() {
            StoredResponse noCache = Given.stored(terms(60, 30, 30, Reuse.ALWAYS_VALIDATE), "ETag", "\"a\"");
            assertThat(decide(get(), noCache, 0)).isEqualTo(new Validate(noCache, ForwardReason.STALE));
            assertThat(decide(asking("max-stale"), noCache, 0)).isEqualTo(new Validate(noCache, ForwardReason.STALE));
            assertThat(decide(asking("max-stale"), noCache, 61)).isEqualTo(new Validate(noCache, ForwardReason.STALE));
        }

        @Test
        @Tag("MUST")
        void mustRevalidate_forbidsServingStale() {
            StoredResponse strict = Given.stored(terms(60, 30, 30, Reuse.NEVER_STALE), "ETag", "\"a\"");
            assertThat(decide(get(), strict, 59)).isEqualTo(new Serve(strict));
            assertThat(decide(get(), strict, 61)).isEqualTo(new Validate(strict, ForwardReason.STALE));
            assertThat(decide(asking("max-stale"), strict, 61)).isEqualTo(new Validate(strict, ForwardReason.STALE));
        }
    }

    @Nested
    class S5_2_1_RequestDirectives {
        /** RFC 9211 §2.2: the request is the reason only where a fresh response was at hand. */
        @Test
        void whatIsStale_isForwardedForThat_whateverTheRequestAsks() {
            for (String asked : List.of("no-cache", "max-age=0", "min-fresh=1")) {
                assertThat(decide(asking(asked), FRESH, 60)).isEqualTo(new Validate(FRESH, ForwardReason.STALE));
            }
        }

        @Test
        @Tag("MUST")
        void noCache_validates() {
            assertThat(decide(asking("no-cache"), FRESH, 0)).isEqualTo(new Validate(FRESH, ForwardReason.REQUEST));
            assertThat(decide(get("Pragma", "no-cache"), FRESH, 0))
                    .isEqualTo(new Validate(FRESH, ForwardReason.REQUEST));
            assertThat(decide(asking("no-cache, max-stale"), FRESH, 0))
                    .isEqualTo(new Validate(FRESH, ForwardReason.REQUEST));
        }

        @Test
        void noCacheWithoutValidator_forwards() {
            assertThat(decide(asking("no-cache"), Given.stored(Given.fresh()), 0))
                    .isEqualTo(new Forward(ForwardReason.REQUEST));
        }

        @Test
        void maxAge_boundsTheAge() {
            assertThat(decide(asking("max-age=10"), FRESH, 10)).isEqualTo(new Serve(FRESH));
            assertThat(decide(asking("max-age=10"), FRESH, 10.001))
                    .isEqualTo(new Validate(FRESH, ForwardReason.REQUEST));
            assertThat(decide(asking("max-age=soup"), FRESH, 1)).isEqualTo(new Validate(FRESH, ForwardReason.REQUEST));
        }

        @Test
        void minFresh_asksForFreshnessLeft() {
            assertThat(decide(asking("min-fresh=10"), FRESH, 50)).isEqualTo(new Serve(FRESH));
            assertThat(decide(asking("min-fresh=10"), FRESH, 51)).isEqualTo(new Validate(FRESH, ForwardReason.REQUEST));
        }

        @Test
        void maxStale_acceptsStale() {
            assertThat(decide(asking("max-stale=5"), FRESH, 65)).isEqualTo(new Serve(FRESH));
            assertThat(decide(asking("max-stale=5"), FRESH, 65.001))
                    .isEqualTo(new Validate(FRESH, ForwardReason.STALE));
            assertThat(decide(asking("max-stale"), FRESH, 1e6)).isEqualTo(new Serve(FRESH));
        }

        @Test
        @Tag("SHOULD")
        void onlyIfCached_isRefusedRatherThanForwarded() {
            assertThat(decide(asking("only-if-cached"), null, 0)).isEqualTo(new Refuse(504));
            assertThat(decide(asking("only-if-cached"), FRESH, 61)).isEqualTo(new Refuse(504));
            assertThat(decide(asking("only-if-cached, no-cache"), FRESH, 0)).isEqualTo(new Refuse(504));
            assertThat(decide(asking("only-if-cached"), FRESH, Verdict.HARD, 0)).isEqualTo(new Refuse(504));
            assertThat(decide(asking("only-if-cached"), FRESH, 0)).isEqualTo(new Serve(FRESH));
        }
    }

    @Nested
    class Rfc5861_S3_StaleWhileRevalidate {
        @Test
        void withinTheWindow_isServedStale() {
            assertThat(decide(get(), WITH_WINDOW, 60)).isEqualTo(new ServeStale(WITH_WINDOW));
            assertThat(decide(get(), WITH_WINDOW, 90)).isEqualTo(new ServeStale(WITH_WINDOW));
            assertThat(decide(get(), WITH_WINDOW, 90.001)).isEqualTo(new Validate(WITH_WINDOW, ForwardReason.STALE));
        }

        @Test
        void clientThatBoundsTheAge_isNotServedStale() {
            assertThat(decide(asking("max-age=3600"), WITH_WINDOW, 61))
                    .isEqualTo(new Validate(WITH_WINDOW, ForwardReason.STALE));
        }
    }

    @Nested
    class Purged {
        @Test
        void hard_isAsIfNotStored_andLendsNoValidator() {
            assertThat(decide(get(), WITH_WINDOW, Verdict.HARD, 0)).isEqualTo(new Forward(ForwardReason.VARY_MISS));
            assertThat(decide(asking("max-stale"), FRESH, Verdict.HARD, 61))
                    .isEqualTo(new Forward(ForwardReason.VARY_MISS));
        }

        @Test
        void soft_isStale() {
            assertThat(decide(get(), FRESH, Verdict.SOFT, 0)).isEqualTo(new Validate(FRESH, ForwardReason.STALE));
            assertThat(decide(asking("max-stale"), FRESH, Verdict.SOFT, 0))
                    .isEqualTo(new Validate(FRESH, ForwardReason.STALE));
        }

        @Test
        void soft_isServedWhileRefreshed_unlessForbidden() {
            assertThat(decide(get(), WITH_WINDOW, Verdict.SOFT, 0)).isEqualTo(new ServeStale(WITH_WINDOW));
            StoredResponse strict = Given.stored(terms(60, 30, 0, Reuse.NEVER_STALE), "ETag", "\"a\"");
            assertThat(decide(get(), strict, Verdict.SOFT, 0)).isEqualTo(new Validate(strict, ForwardReason.STALE));
        }
    }

    @Nested
    class R8246_Immutable {
        private static final StoredResponse IMMUTABLE =
                Given.stored(Given.fresh(), "Cache-Control", "max-age=60, immutable=1", "ETag", "\"a\"");

        @Test
        @Tag("SHOULD")
        void reload_isServedWhileFresh() {
            assertThat(decide(get("Cache-Control", "max-age=0"), IMMUTABLE, 10))
                    .isEqualTo(new ReuseDecision.Serve(IMMUTABLE));
            assertThat(decide(get("Cache-Control", "max-age=0"), FRESH, 10))
                    .isEqualTo(new ReuseDecision.Validate(FRESH, ForwardReason.REQUEST));
        }

        @ParameterizedTest
        @ValueSource(strings = {"no-cache", "max-age=0, no-cache", "max-age=5", "max-age=0, min-fresh=55"})
        void signalThatValidationIsWanted_isHeeded(String directives) {
            assertThat(decide(get("Cache-Control", directives), IMMUTABLE, 10))
                    .isEqualTo(new ReuseDecision.Validate(IMMUTABLE, ForwardReason.REQUEST));
        }

        @Test
        void staleOne_isValidated() {
            assertThat(decide(get("Cache-Control", "max-age=0"), IMMUTABLE, 70))
                    .isInstanceOf(ReuseDecision.Validate.class);
        }
    }
}
