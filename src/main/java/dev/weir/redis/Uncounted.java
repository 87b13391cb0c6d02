package dev.weir.redis;

import dev.weir.store.Decoded;

/** Passes on what becomes of commands, and not whether there is a connection. */
record Uncounted(CommandObserver observer) implements CommandObserver {
    @Override
    public void completed(RedisCommand command, Outcome outcome, long nanos) {
        observer.completed(command, outcome, nanos);
    }

    @Override
    public void refused(ErrorKind kind) {
        observer.refused(kind);
    }

    @Override
    public void unreadable(Decoded.Why why) {
        observer.unreadable(why);
    }

    @Override
    public void up(boolean up) {}

    @Override
    public void breaker(BreakerState.Position from, BreakerState.Position to) {
        observer.breaker(from, to);
    }
}
