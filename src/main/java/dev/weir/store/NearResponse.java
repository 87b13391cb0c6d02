package dev.weir.store;

import dev.weir.invalidation.Purges;
import dev.weir.message.Fence;
import dev.weir.message.StoredResponse;
import dev.weir.message.Verdict;
import java.time.Duration;
import java.time.Instant;

/** A stored response in this process's memory, with what is known of it here. Any thread. */
public final class NearResponse {
    private final StoredResponse response;
    private final int bytes;
    private final long keptNanos;
    private volatile long confirmedAt;
    private volatile long clearedTo = Long.MIN_VALUE;

    /**
     * @param bytes it takes with all that belongs to it
     * @param keep until it is of no use
     * @param at when the store behind was last seen to hold it
     */
    NearResponse(StoredResponse response, int bytes, Duration keep, Instant at) {
        this.response = response;
        this.bytes = bytes;
        this.keptNanos = Saturated.nanos(keep);
        this.confirmedAt = at.toEpochMilli();
    }

    public StoredResponse response() {
        return response;
    }

    /** Whether the store behind was seen to hold it no longer ago than this. */
    public boolean isConfirmedWithin(Duration limit, Instant now) {
        return now.toEpochMilli() - confirmedAt <= limit.toMillis();
    }

    /** When the store behind was last seen to hold it. */
    public Instant confirmedAt() {
        return Instant.ofEpochMilli(confirmedAt);
    }

    void confirm(Instant at) {
        confirmedAt = at.toEpochMilli();
    }

    /**
     * What the purges say of it. They are asked once for each position of the log, not for each hit: what no purge up to
     * a position has matched, none will that is not above it. The position was read before, so that a purge which is
     * being applied meanwhile is met by the next request.
     *
     * @param position applied when the request arrived
     */
    public Verdict verdict(Purges purges, Fence position) {
        if (position.position() <= clearedTo) {
            return Verdict.NONE;
        }
        Verdict verdict = purges.verdict(response, position);
        if (verdict == Verdict.NONE) {
            clearedTo = position.position();
        }
        return verdict;
    }

    boolean isSameAs(StoredResponse other) {
        return response.fillId() == other.fillId();
    }

    /** The one that the origin gave later: a slow look-up must not put an older response in the place of a newer. */
    static NearResponse newer(NearResponse held, NearResponse candidate) {
        Instant before = held.response.terms().responseTime();
        return before.isAfter(candidate.response.terms().responseTime()) ? held : candidate;
    }

    int bytes() {
        return bytes;
    }

    long keptNanos() {
        return keptNanos;
    }
}
