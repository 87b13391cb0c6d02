package dev.weir.redis;

import java.time.Duration;

/**
 * Whether a server is asked: a state machine over what its commands met. Pure; times are nanoseconds of a monotonic clock.
 *
 * <pre>
 * Closed    asked; opens when half of the latest commands failed or were slow, or when the connection hung
 * Open      not asked, for a pause that doubles each time in a row
 * HalfOpen  probed; closes after {@link #PROBES} good replies in a row, opens again on the first bad one
 * </pre>
 */
public sealed interface BreakerState {
    int WINDOW = 16;
    int LEAST = 8;
    int PROBES = 3;
    Duration FIRST_PAUSE = Duration.ofMillis(250);
    Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    static BreakerState start() {
        return new Closed(0, 0);
    }

    /** What a command, or the connection, met. */
    enum Sign {
        GOOD,
        /** No reply, an error of the server as a whole, or a slow reply. */
        BAD,
        /** Replies overdue for so long that the connection was given up. */
        HUNG
    }

    /** The state as a meter counts it. */
    enum Position {
        CLOSED,
        HALF_OPEN,
        OPEN
    }

    /**
     * @param latest a bit a command, the newest lowest, set where it was bad
     * @param count of commands among them
     */
    record Closed(int latest, int count) implements BreakerState {
        private Closed and(boolean bad) {
            boolean same = !bad && latest == 0 && count == WINDOW;
            return same
                    ? this
                    : new Closed((latest << 1 | (bad ? 1 : 0)) & (1 << WINDOW) - 1, Math.min(WINDOW, count + 1));
        }

        private boolean isTooBad() {
            return count >= LEAST && 2 * Integer.bitCount(latest) >= count;
        }
    }

    /** @param openings in a row, this one included */
    record Open(long until, int openings) implements BreakerState {}

    /** @param good replies in a row */
    record HalfOpen(int good, int openings) implements BreakerState {
        private BreakerState probed(Sign sign, long now) {
            if (sign != Sign.GOOD) {
                return opened(now, openings + 1);
            }
            return good + 1 == PROBES ? start() : new HalfOpen(good + 1, openings);
        }
    }

    default Position position() {
        return switch (this) {
            case Closed closed -> Position.CLOSED;
            case HalfOpen halfOpen -> Position.HALF_OPEN;
            case Open open -> Position.OPEN;
        };
    }

    /** The state after a sign. While open, what was sent before changes nothing. */
    default BreakerState after(Sign sign, long now) {
        return switch (this) {
            case Closed closed -> {
                Closed next = closed.and(sign != Sign.GOOD);
                yield sign == Sign.HUNG || next.isTooBad() ? opened(now, 1) : next;
            }
            case Open open -> open;
            case HalfOpen half -> half.probed(sign, now);
        };
    }

    /** The state when the pause may be over. */
    default BreakerState at(long now) {
        return this instanceof Open open && now - open.until() >= 0 ? new HalfOpen(0, open.openings()) : this;
    }

    private static Open opened(long now, int openings) {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(openings - 1, 10));
        Duration pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        return new Open(now + pause.toNanos(), openings);
    }
}
