package dev.weir.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.policy.PoisoningDecision.Flag;
import dev.weir.policy.PoisoningDecision.Store;
import dev.weir.policy.PoisoningDecision.Why;
import dev.weir.policy.PoisoningPolicy.Seen;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoisoningPolicyTest {
    private static final Seen PLAIN = seen(200, "a");

    private static Seen seen(int status, String content, String... fields) {
        return new Seen(Given.response(status, fields), content);
    }

    private static PoisoningDecision decide(Seen first, @Nullable Seen bare, @Nullable Seen again) {
        return PoisoningPolicy.decide(first, bare, again);
    }

    @Test
    void sameAnswer_isStored_withoutAskingAgain() {
        Seen first = seen(200, "a", "Date", "x", "Set-Cookie", "a=1", "X-Request-Id", "1", "Age", "3");
        Seen bare = seen(200, "a", "Date", "y", "Set-Cookie", "a=2", "X-Request-Id", "2");
        assertThat(PoisoningPolicy.asksAgain(first, bare)).isFalse();
        assertThat(decide(first, bare, null)).isEqualTo(new Store(Why.SAME));
    }

    @Test
    void otherAnswer_sameBothTimes_isFlagged() {
        assertThat(decide(seen(200, "evil"), PLAIN, PLAIN)).isEqualTo(new Flag("content"));
        assertThat(decide(seen(404, "a"), PLAIN, PLAIN)).isEqualTo(new Flag("status"));
        assertThat(decide(seen(200, "a", "Location", "http://evil/"), PLAIN, PLAIN))
                .isEqualTo(new Flag("Location"));
        assertThat(decide(seen(200, "a", "Access-Control-Allow-Origin", "http://evil"), PLAIN, PLAIN))
                .isEqualTo(new Flag("Access-Control-Allow-Origin"));
    }

    @Test
    void answerThatDiffersEachTime_tellsNothing() {
        assertThat(decide(seen(200, "a"), seen(200, "b"), seen(200, "c"))).isEqualTo(new Store(Why.DYNAMIC));
    }

    @Test
    void errorThatTheBareRequestAloneIsGiven_tellsNothing() {
        assertThat(PoisoningPolicy.asksAgain(PLAIN, seen(403, "no"))).isFalse();
        assertThat(decide(PLAIN, seen(403, "no"), null)).isEqualTo(new Store(Why.UNCLEAR));
        assertThat(decide(PLAIN, null, null)).isEqualTo(new Store(Why.UNCLEAR));
        assertThat(decide(PLAIN, seen(200, "b"), null)).isEqualTo(new Store(Why.UNCLEAR));
    }

    /** One that the first alone is given is how a cache is made to deny a service. */
    @Test
    void errorThatTheFirstAloneIsGiven_isFlagged() {
        assertThat(decide(seen(400, "bad"), PLAIN, PLAIN)).isEqualTo(new Flag("status"));
    }

    @Property
    void onlyWhatTwoBareRequestsAgreeOn_isHeldAgainstTheFirst(
            @ForAll("answers") Seen first, @ForAll("answers") Seen bare, @ForAll("answers") Seen again) {
        boolean flagged = decide(first, bare, again) instanceof Flag;
        assertThat(flagged)
                .isEqualTo(PoisoningPolicy.asksAgain(first, bare)
                        && !PoisoningPolicy.asksAgain(bare, again)
                        && again.head().status() == bare.head().status());
    }

    @Provide
    Arbitrary<Seen> answers() {
        return Combinators.combine(Arbitraries.of(200, 301, 404), Arbitraries.of("a", "b"), Arbitraries.of("/x", "/y"))
                .as((status, content, location) -> seen(status, content, "Location", location));
    }
}
