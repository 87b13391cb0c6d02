package dev.weir.exchange;

import dev.weir.policy.ForwardReason;
import org.jspecify.annotations.Nullable;

/**
 * How far a request has come.
 *
 * @param until when its time to wait ends, by the monotonic clock: waiting counts once, however often it looks again
 * @param attempts how often it was sent to look again, because a flight was over before it could board
 * @param joinedNext it came too late for the response of one fill, and joined the next
 * @param forwarded why it would have gone to the origin, had not another gateway filled the key; null where none did
 */
record Course(
        long until,
        int attempts,
        boolean joinedNext,
        @Nullable ForwardReason forwarded) {
    static final Course NOT_BEGUN = new Course(0, 0, false, null);

    static Course until(long end) {
        return new Course(end, 0, false, null);
    }

    Course again() {
        return new Course(until, attempts + 1, joinedNext, forwarded);
    }

    Course joiningNext() {
        return new Course(until, attempts, true, forwarded);
    }

    Course filledElsewhere(ForwardReason why) {
        return new Course(until, attempts + 1, joinedNext, why);
    }
}
