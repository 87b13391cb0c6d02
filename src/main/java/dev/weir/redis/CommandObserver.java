package dev.weir.redis;

import dev.weir.store.Decoded;

/**
 * Sees what becomes of commands and connections; implemented by the meters.
 *
 * <p>Called on the event loop of the link concerned, so an observer given to several links is called by several threads.
 * Must not throw and must not block.
 */
public interface CommandObserver {
    CommandObserver NONE = new CommandObserver() {
        @Override
        public void completed(RedisCommand command, Outcome outcome, long nanos) {}

        @Override
        public void refused(ErrorKind kind) {}

        @Override
        public void unreadable(Decoded.Why why) {}

        @Override
        public void up(boolean up) {}

        @Override
        public void breaker(BreakerState.Position from, BreakerState.Position to) {}
    };

    enum Outcome {
        OK,
        /** Redis replied with an error. */
        ERROR,
        /** Under way when its connection was taken for hung. */
        TIMEOUT,
        /** There was no connection, or it broke before the reply. */
        UNAVAILABLE,
        /** Not sent: as many commands as allowed were under way. */
        BUSY,
        /** Not sent: the breaker was open. */
        SKIPPED
    }

    /** @param nanos from sending to reply; 0 for what was never sent */
    void completed(RedisCommand command, Outcome outcome, long nanos);

    /** Redis replied to a command with an error of that kind. */
    void refused(ErrorKind kind);

    /** A value was read that counts as a miss. */
    void unreadable(Decoded.Why why);

    /** A link came up, or went down after it had been up: calls alternate, beginning with true. */
    void up(boolean up);

    /** The breaker of a link changed; each begins closed, and ends closed. */
    void breaker(BreakerState.Position from, BreakerState.Position to);
}
