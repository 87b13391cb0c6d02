package dev.weir.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a gateway counts as a member; times are nanoseconds. */
class MembershipTest {
    private static final long LEASE = Membership.LEASE.toNanos();

    private final Membership membership = new Membership(0);

    @Test
    void lease_isCountedFromBeforeTheRenewalWasSent() {
        membership.registered(100, 900, 0);

        assertThat(membership.isMember(900)).isTrue();
        assertThat(membership.isMember(100 + LEASE - 1)).isTrue();
        assertThat(membership.isMember(100 + LEASE)).isFalse();
    }

    @Test
    void leaseThatBegins_countsOnceTheLogIsReadToWhereItEndedThen() {
        membership.registered(0, 1, 10);
        assertThat(membership.isMember(1)).isFalse();

        membership.registered(2, 3, 12);
        membership.applied(9);
        assertThat(membership.isMember(3)).isFalse();
        membership.applied(10);
        assertThat(membership.isMember(3))
                .as("what came after the first registration waits for it")
                .isTrue();
    }

    @Test
    void leaseWithAGap_beginsAnew() {
        membership.registered(0, 1, 0);
        membership.registered(LEASE - 1, LEASE, 10);

        assertThat(membership.isMember(LEASE))
                .as("the answer came after the first lease had ended")
                .isFalse();
        membership.applied(10);
        assertThat(membership.isMember(LEASE)).isTrue();
    }

    @Test
    void leaseWithoutAGap_goesOn_howeverFarTheLogHasGone() {
        membership.registered(0, 1, 0);
        membership.registered(LEASE - 2, LEASE - 1, 10);

        assertThat(membership.isMember(LEASE)).isTrue();
    }

    @Test
    void lossOfTheLog_holdsItForALease() {
        membership.registered(0, 1, 0);
        membership.hold(1);
        membership.registered(LEASE / 2, LEASE / 2, 0);

        assertThat(membership.isMember(LEASE)).isFalse();
        assertThat(membership.isMember(LEASE + 1)).isTrue();
    }

    @Test
    void forgotten_isNoMember() {
        membership.registered(0, 1, 0);
        membership.forgotten();

        assertThat(membership.isMember(2)).isFalse();
    }

    @Test
    void detached_isCountedFromTheEndOfTheLease() {
        assertThat(membership.detached(7)).isEqualTo(Duration.ofNanos(7));
        membership.registered(10, 11, 0);

        assertThat(membership.detached(11)).isZero();
        assertThat(membership.detached(10 + LEASE + 5)).isEqualTo(Duration.ofNanos(5));
    }
}
