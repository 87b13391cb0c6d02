package dev.weir.policy;

import static dev.weir.policy.Given.get;
import static dev.weir.policy.Given.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.RequestHead;
import dev.weir.message.StoredResponse;
import dev.weir.message.Terms.Reuse;
import dev.weir.message.Verdict;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CollapsePolicyTest {
    private static final StoredResponse FRESH = Given.stored(Given.fresh());

    private static CollapseDecision decide(
            RequestHead request, StoredResponse candidate, Boarding boarding, double after) {
        return CollapsePolicy.decide(
                new CollapseQuestion(request, candidate, Verdict.NONE, boarding, Given.after(after)));
    }

    private static CollapseDecision waited(RequestHead request, StoredResponse candidate, double after) {
        return decide(request, candidate, Boarding.BEFORE_HEAD, after);
    }

    private static CollapseDecision late(RequestHead request, StoredResponse candidate, double after) {
        return decide(request, candidate, Boarding.AFTER_HEAD, after);
    }

    @Test
    void whoLed_isServed_whateverTheResponseIs() {
        StoredResponse spent = Given.stored(terms(0, 0, 0, Reuse.ALWAYS_VALIDATE));
        assertThat(decide(get("Cache-Control", "no-cache"), spent, Boarding.LED, 100))
                .isEqualTo(CollapseDecision.ADMIT);
    }

    @Test
    void lifetimeSpentOnTheWay_stillServesThoseWhoWaited() {
        assertThat(waited(get(), Given.stored(terms(1, 0, 0, Reuse.NEVER_STALE)), 2))
                .isEqualTo(CollapseDecision.ADMIT);
    }

    @ParameterizedTest
    @EnumSource(names = "LED", mode = EnumSource.Mode.EXCLUDE)
    void lifetimeOfZero_servesNobodyElse(Boarding boarding) {
        assertThat(decide(get(), Given.stored(terms(0, 60, 60, Reuse.FREE), "ETag", "\"a\""), boarding, 0))
                .isEqualTo(CollapseDecision.GO_ALONE);
    }

    @ParameterizedTest
    @EnumSource(names = "LED", mode = EnumSource.Mode.EXCLUDE)
    @Tag("MUST")
    void noCacheResponse_servesNobodyElse(Boarding boarding) {
        assertThat(decide(get(), Given.stored(terms(60, 0, 0, Reuse.ALWAYS_VALIDATE)), boarding, 0))
                .isEqualTo(CollapseDecision.GO_ALONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-cache", "no-store", "max-age=0", "max-age=1", "min-fresh=59", "x=\"open"})
    void followerThatAsksForMore_forwardsByItself(String directives) {
        assertThat(waited(get("Cache-Control", directives), FRESH, 2)).isEqualTo(CollapseDecision.GO_ALONE);
        assertThat(late(get("Cache-Control", directives), FRESH, 2)).isEqualTo(CollapseDecision.GO_ALONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"max-age=2", "min-fresh=58", "max-stale", "only-if-cached"})
    void followerWhoseWishIsMet_isAdmitted(String directives) {
        assertThat(waited(get("Cache-Control", directives), FRESH, 2)).isEqualTo(CollapseDecision.ADMIT);
        assertThat(late(get("Cache-Control", directives), FRESH, 2)).isEqualTo(CollapseDecision.ADMIT);
    }

    @ParameterizedTest
    @EnumSource(names = "LED", mode = EnumSource.Mode.EXCLUDE)
    void purgedInBetween_joinsTheNext(Boarding boarding) {
        for (Verdict verdict : new Verdict[] {Verdict.SOFT, Verdict.HARD}) {
            assertThat(CollapsePolicy.decide(new CollapseQuestion(get(), FRESH, verdict, boarding, Given.NOW)))
                    .isEqualTo(CollapseDecision.JOIN_NEXT);
        }
    }

    @Nested
    class AfterTheHead {
        @Test
        void stale_joinsTheNext() {
            assertThat(late(get(), FRESH, 59)).isEqualTo(CollapseDecision.ADMIT);
            assertThat(late(get(), FRESH, 60)).isEqualTo(CollapseDecision.JOIN_NEXT);
            assertThat(late(get("Cache-Control", "no-cache"), FRESH, 60)).isEqualTo(CollapseDecision.JOIN_NEXT);
        }

        @Test
        void stale_isServed_whereResponseOrRequestAllowsIt() {
            assertThat(late(get(), Given.stored(terms(60, 10, 0, Reuse.FREE)), 65))
                    .isEqualTo(CollapseDecision.ADMIT);
            assertThat(late(get("Cache-Control", "max-stale=10"), FRESH, 65)).isEqualTo(CollapseDecision.ADMIT);
        }

        @Test
        @Tag("MUST")
        void stale_isNeverServed_whereTheResponseForbidsIt() {
            StoredResponse strict = Given.stored(terms(60, 10, 0, Reuse.NEVER_STALE));
            assertThat(late(get("Cache-Control", "max-stale"), strict, 65)).isEqualTo(CollapseDecision.JOIN_NEXT);
        }
    }
}
