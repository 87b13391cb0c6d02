package dev.weir.policy;

import static dev.weir.policy.Given.get;
import static dev.weir.policy.Given.terms;
import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.message.RequestHead;
import dev.weir.message.StoredResponse;
import dev.weir.message.Terms.Reuse;
import dev.weir.message.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 5861 §4. */
class FailurePolicyTest {
    private static final StoredResponse FRESH = Given.stored(Given.fresh());
    private static final StoredResponse KEPT = Given.stored(terms(60, 0, 30, Reuse.FREE));

    private static boolean servesStale(RequestHead request, @Nullable StoredResponse stored, double after) {
        return decide(request, stored, Verdict.NONE, 503, after) instanceof FailureDecision.ServeStale;
    }

    private static FailureDecision decide(
            RequestHead request, @Nullable StoredResponse stored, Verdict verdict, int status, double after) {
        return FailurePolicy.decide(new FailureQuestion(stored, verdict, request, status, Given.after(after)));
    }

    @ParameterizedTest
    @CsvSource({"500, true", "502, true", "503, true", "504, true", "501, false", "505, false", "404, false"})
    void whichStatusesAreFailures(int status, boolean stale) {
        assertThat(decide(get(), KEPT, Verdict.NONE, status, 61))
                .isEqualTo(stale ? new FailureDecision.ServeStale(KEPT) : new FailureDecision.Fail(status));
    }

    @Test
    void withinTheWindow_staleIsServed() {
        assertThat(servesStale(get(), KEPT, 90)).isTrue();
        assertThat(servesStale(get(), KEPT, 90.001)).isFalse();
        assertThat(servesStale(get(), FRESH, 61)).isFalse();
        assertThat(servesStale(get(), null, 0)).isFalse();
    }

    @Test
    void window_isNotUsedUpWhileFresh() {
        assertThat(servesStale(get("Cache-Control", "max-age=0"), KEPT, 30)).isTrue();
    }

    @Test
    void requestMayGrantMore() {
        assertThat(servesStale(get("Cache-Control", "stale-if-error=100"), KEPT, 150))
                .isTrue();
        assertThat(servesStale(get("Cache-Control", "stale-if-error=1"), KEPT, 85))
                .isTrue();
        assertThat(servesStale(get("Cache-Control", "stale-if-error=soup"), FRESH, 61))
                .isFalse();
    }

    @Test
    void noCache_isNotAnsweredFromStore() {
        assertThat(servesStale(get("Cache-Control", "no-cache"), KEPT, 61)).isFalse();
        assertThat(servesStale(get("Pragma", "no-cache"), KEPT, 61)).isFalse();
    }

    @Test
    @Tag("MUST")
    void mustRevalidate_forbidsServingStale() {
        RequestHead granting = get("Cache-Control", "stale-if-error=100");
        assertThat(servesStale(granting, Given.stored(terms(60, 0, 30, Reuse.NEVER_STALE)), 61))
                .isFalse();
        assertThat(servesStale(granting, Given.stored(terms(60, 0, 30, Reuse.ALWAYS_VALIDATE)), 61))
                .isFalse();
    }

    @Test
    void purged_servesStaleOnlyIfSoftly() {
        assertThat(decide(get(), KEPT, Verdict.HARD, 503, 0)).isEqualTo(new FailureDecision.Fail(503));
        assertThat(decide(get(), KEPT, Verdict.SOFT, 503, 0)).isEqualTo(new FailureDecision.ServeStale(KEPT));
    }
}
