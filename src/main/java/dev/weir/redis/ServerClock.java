package dev.weir.redis;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/**
 * The time of the Redis server, which all gateways of a fleet share: the local clock plus the offset last measured.
 *
 * <p>Before the first measurement it is the local clock. Any thread may ask.
 */
public final class ServerClock implements InstantSource {
    private final InstantSource local;
    private volatile long offsetNanos;

    public ServerClock(InstantSource local) {
        this.local = local;
    }

    @Override
    public Instant instant() {
        long offset = offsetNanos;
        Instant now = local.instant();
        return offset == 0 ? now : now.plusNanos(offset);
    }

    /** How far the server is ahead of the local clock; negative if it is behind. */
    public Duration offset() {
        return Duration.ofNanos(offsetNanos);
    }

    Instant localInstant() {
        return local.instant();
    }

    /**
     * Takes over what {@code TIME} replied, in whole microseconds as it did. The server is assumed to have read its clock half-way between.
     *
     * @param asked local time at which the command was sent
     */
    void measured(Instant server, Instant asked, Duration roundTrip) {
        offsetNanos = Duration.between(asked.plus(roundTrip.dividedBy(2)), server)
                .truncatedTo(ChronoUnit.MICROS)
                .toNanos();
    }
}
