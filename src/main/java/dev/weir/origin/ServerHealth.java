package dev.weir.origin;

import dev.weir.origin.ResilienceSettings.Checks;
import dev.weir.origin.ResilienceSettings.Ejection;
import dev.weir.origin.ServerStatus.State;
import java.time.Duration;

/**
 * What requests and checks have told of one server. Pure; times are nanoseconds of a monotonic clock.
 *
 * @param failures of requests, one after another
 * @param ejections one after another
 * @param ejectedUntil of meaning while {@code ejected}
 * @param down the checks have found it so
 * @param streak checks in a row that contradict {@code down}
 */
record ServerHealth(int failures, int ejections, boolean ejected, long ejectedUntil, boolean down, int streak) {
    static final ServerHealth UNKNOWN = new ServerHealth(0, 0, false, 0, false, 0);

    State state() {
        return down ? State.DOWN : ejected ? State.EJECTED : State.UP;
    }

    /** It has answered a request well. What is over for as long as it lasted is forgotten. */
    ServerHealth answered(Ejection rules, long now) {
        if (failures == 0 && ejections == 0) {
            return this;
        }
        boolean forgotten = ejections > 0
                && now - ejectedUntil > rules.length(ejections - 1).toNanos();
        return new ServerHealth(0, forgotten ? 0 : ejections, ejected, ejectedUntil, down, streak);
    }

    ServerHealth failed() {
        return new ServerHealth(failures + 1, ejections, ejected, ejectedUntil, down, streak);
    }

    /** Whether its failures are too many. */
    boolean isFailing(Ejection rules) {
        return failures >= rules.failures();
    }

    ServerHealth eject(Ejection rules, long now) {
        long until = now + rules.length(ejections).toNanos();
        return new ServerHealth(0, ejections + 1, true, until, down, streak);
    }

    /** On probation: the next failure is one too many. */
    ServerHealth readmitted(Ejection rules) {
        return new ServerHealth(rules.failures() - 1, ejections, false, ejectedUntil, down, streak);
    }

    /** How long its ejection goes on. */
    Duration left(long now) {
        return Duration.ofNanos(Math.max(0, ejectedUntil - now));
    }

    ServerHealth checked(boolean good, Checks rules) {
        if (good != down) {
            return streak == 0 ? this : with(down, 0);
        }
        int needed = down ? rules.healthyAfter() : rules.unhealthyAfter();
        return streak + 1 >= needed ? with(!down, 0) : with(down, streak + 1);
    }

    private ServerHealth with(boolean nowDown, int nowStreak) {
        return new ServerHealth(failures, ejections, ejected, ejectedUntil, nowDown, nowStreak);
    }
}
