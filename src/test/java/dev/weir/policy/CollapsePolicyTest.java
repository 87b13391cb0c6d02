package dev.weir.policy;

import static dev.weir.policy.Given.get;
import static dev.weir.policy.Given.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.RequestHead;
import dev.weir.message.StoredResponse;
import dev.weir.message.Terms.Reuse;
import dev.weir.message.Verdict;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollapsePolicyTest {
    private static final StoredResponse FRESH = Given.stored(Given.fresh());

    private static boolean admits(RequestHead follower, StoredResponse candidate, double after) {
        return CollapsePolicy.admits(follower, candidate, Verdict.NONE, Given.after(after));
    }

    @Test
    void lifetimeSpentOnTheWay_stillServesThoseWhoWaited() {
        assertThat(admits(get(), Given.stored(terms(1, 0, 0, Reuse.NEVER_STALE)), 2))
                .isTrue();
    }

    @Test
    void lifetimeOfZero_servesNobodyElse() {
        assertThat(admits(get(), Given.stored(terms(0, 60, 60, Reuse.FREE), "ETag", "\"a\""), 0))
                .isFalse();
    }

    @Test
    @Tag("MUST")
    void noCacheResponse_servesNobodyElse() {
        assertThat(admits(get(), Given.stored(terms(60, 0, 0, Reuse.ALWAYS_VALIDATE)), 0))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-cache", "no-store", "max-age=0", "max-age=1", "min-fresh=59", "x=\"open"})
    void followerThatAsksForMore_forwardsByItself(String directives) {
        assertThat(admits(get("Cache-Control", directives), FRESH, 2)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"max-age=2", "min-fresh=58", "max-stale", "only-if-cached"})
    void followerWhoseWishIsMet_isAdmitted(String directives) {
        assertThat(admits(get("Cache-Control", directives), FRESH, 2)).isTrue();
    }

    @Test
    void purgedInBetween_isNotAdmitted() {
        assertThat(CollapsePolicy.admits(get(), FRESH, Verdict.SOFT, Given.NOW)).isFalse();
        assertThat(CollapsePolicy.admits(get(), FRESH, Verdict.HARD, Given.NOW)).isFalse();
    }
}
