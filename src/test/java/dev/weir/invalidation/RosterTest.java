package dev.weir.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.weir.invalidation.Roster.State;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who has applied what, by what was seen of the table of nodes; times are milliseconds here. */
class RosterTest {
    private static final long LEASE = Membership.LEASE.toMillis();

    private final Roster roster = new Roster();

    private void saw(long sent, long received, String... entries) {
        Map<String, String> table = new java.util.TreeMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            table.put(entries[i], entries[i + 1]);
        }
        roster.observe(table, sent * 1_000_000, received * 1_000_000);
    }

    @Test
    void entryThatStays_isDeadAfterALease_countedFromItsReceiptToALaterQuestion() {
        saw(0, 100, "a", "5 5 x");
        saw(LEASE + 50, LEASE + 60, "a", "5 5 x");
        assertThat(roster.state("a", 6)).isEqualTo(State.PENDING);

        saw(LEASE + 100, LEASE + 500, "a", "5 5 x");
        assertThat(roster.state("a", 6)).isEqualTo(State.DETACHED);
        assertThat(roster.state("a", 5)).isEqualTo(State.CONFIRMED);
    }

    @Test
    void renewal_keepsItAlive_andAnOlderLookThatComesLateDoesNotBuryIt() {
        saw(0, 0, "a", "5 5 x");
        saw(LEASE, LEASE, "a", "5 5 y");
        saw(LEASE - 1, LEASE + 1, "a", "5 5 x");
        saw(LEASE + 2, LEASE + 2, "a", "5 5 y");

        assertThat(roster.state("a", 6)).isEqualTo(State.PENDING);
        assertThat(roster.isDetached("a")).isFalse();
    }

    @Test
    void acknowledgement_countsAtOnce() {
        saw(0, 0, "a", "5 5 x");
        roster.acknowledged("a", 9);
        saw(1, 1, "a", "5 8 y");

        assertThat(roster.state("a", 9)).isEqualTo(State.CONFIRMED);
        assertThat(roster.appliedBy("a")).isEqualTo(9);
    }

    @Test
    void gatewayThatVanishes_isRememberedForALease_andWhatItHadAppliedCountsNoMore() {
        saw(0, 0, "a", "5 5 x", "b", "5 5 x");
        saw(10, 20, "b", "5 5 y");

        assertThat(roster.nodes()).containsExactly("a", "b");
        assertThat(roster.state("a", 3)).isEqualTo(State.PENDING);
        saw(20 + LEASE, 30 + LEASE, "b", "5 5 z");
        assertThat(roster.state("a", 3)).isEqualTo(State.DETACHED);
    }

    @Test
    void gatewayThatComesBack_hasAppliedNothingUntilItSaysSo() {
        saw(0, 0, "a", "9 9 x");
        saw(1, 1, "a", "9 0 y");
        assertThat(roster.state("a", 9)).isEqualTo(State.PENDING);

        saw(2, 2, "a", "9 9 z");
        assertThat(roster.state("a", 9)).isEqualTo(State.CONFIRMED);
    }

    @Test
    void gatewayThatLeft_isGone_untilItJoinsAgain() {
        saw(0, 0, "a", "5 5 x");
        saw(1, 1, "a", "5 5 " + Roster.LEFT);
        assertThat(roster.nodes()).isEmpty();
        assertThat(roster.state("a", 9)).isEqualTo(State.GONE);

        saw(2, 2, "a", "5 0 y");
        assertThat(roster.state("a", 9)).isEqualTo(State.PENDING);
    }

    @Test
    void strangeEntries_areOfGatewaysThatHaveAppliedNothing() {
        saw(0, 0, "a", "", "b", "x y z", "c", "99999999999999999999 1 1", "d", "1 2");

        assertThat(roster.nodes())
                .allSatisfy(node -> assertThat(roster.appliedBy(node)).isZero());
    }

    @Test
    void nodeNobodyKnows_isDetached() {
        assertThat(roster.state("?", 1)).isEqualTo(State.DETACHED);
    }

    @Test
    void entryThatNobodyRenewsForLong_isToBeRemoved() {
        saw(0, 0, "a", "5 5 x", "b", "5 5 x");
        saw(700_000, 700_000, "a", "5 5 x", "b", "5 5 y");

        assertThat(roster.abandoned()).isEqualTo(Map.of("a", "5 5 x"));
    }
}
