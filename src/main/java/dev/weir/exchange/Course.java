package dev.weir.exchange;

import dev.weir.policy.ForwardReason;
import org.jspecify.annotations.Nullable;

/**
 * How far a request has come.
 *
 * @param until when its time to wait ends, by the monotonic clock: waiting counts once, however often it looks again
 * @param attempts how often it was sent to look again, because a flight was over before it could board
 * @param joinedNext it came too late for the response of one fill, and joined the next
 * @param retried the response of its first fill broke off before a byte of it was sent
 * @param forwarded why it would have gone to the origin, had not another gateway filled the key; null where none did
 * @param soughtPart no stored part holds the range that it asks for
 */
record Course(
        long until,
        int attempts,
        boolean joinedNext,
        boolean retried,
        @Nullable ForwardReason forwarded,
        boolean soughtPart) {
    static final Course NOT_BEGUN = new Course(0, 0, false, false, null, false);

    static Course until(long end) {
        return new Course(end, 0, false, false, null, false);
    }

    Course again() {
        return new Course(until, attempts + 1, joinedNext, retried, forwarded, soughtPart);
    }

    Course joiningNext() {
        return new Course(until, attempts, true, retried, forwarded, soughtPart);
    }

    Course retrying() {
        return new Course(until, attempts, joinedNext, true, forwarded, soughtPart);
    }

    Course filledElsewhere(ForwardReason why) {
        return new Course(until, attempts + 1, joinedNext, retried, why, soughtPart);
    }

    Course withoutPart() {
        return new Course(until, attempts, joinedNext, retried, forwarded, true);
    }
}
