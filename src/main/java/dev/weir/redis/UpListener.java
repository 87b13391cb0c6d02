package dev.weir.redis;

import dev.weir.store.Decoded;

/** Sees when one link is up, which is none of those that carry data and is not to be counted among them. */
record UpListener(CommandObserver commands, Told told) implements CommandObserver {
    /** Called on the link's event loop. */
    @FunctionalInterface
    interface Told {
        void up(boolean up);
    }

    @Override
    public void completed(RedisCommand command, Outcome outcome, long nanos) {
        commands.completed(command, outcome, nanos);
    }

    @Override
    public void refused(ErrorKind kind) {
        commands.refused(kind);
    }

    @Override
    public void unreadable(Decoded.Why why) {
        commands.unreadable(why);
    }

    @Override
    public void up(boolean up) {
        told.up(up);
    }

    @Override
    public void breaker(BreakerState.Position from, BreakerState.Position to) {}
}
