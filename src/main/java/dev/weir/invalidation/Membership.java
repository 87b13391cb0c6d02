package dev.weir.invalidation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether this gateway counts as one that knows every purge the fleet has confirmed.
 *
 * <p>It holds a lease in the log's table of nodes, counted on its own monotonic clock from <em>before</em> the renewal was
 * sent: whoever watches the table sees the lease end no earlier than the gateway itself does. A lease that begins anew,
 * the first or one after a gap, counts only once everything is applied that the log held when it began: a purge may have
 * been confirmed without this gateway before that, and waits for it after that.
 *
 * <p>Written by the one that follows the log, read by every request on any event loop. Times are nanoseconds of the
 * monotonic clock.
 */
public final class Membership {
    /** Long enough for a pause of the machine, short enough for an operator who waits for a gateway that died. */
    public static final Duration LEASE = Duration.ofSeconds(1);

    /** Within which a member serves. */
    private record Span(long from, long until) {
        boolean contains(long now) {
            return now - from >= 0 && now - until < 0;
        }
    }

    private final long lease = LEASE.toNanos();
    private boolean registered;
    private long registeredUntil;
    private long target;
    private long applied;
    private long heldUntil;
    private volatile @Nullable Span span;
    private volatile long lastMember;

    /** @param now when the gateway began: it is detached from then on */
    public Membership(long now) {
        heldUntil = now;
        lastMember = now;
    }

    /**
     * The table of nodes has this gateway's lease.
     *
     * @param sent when the renewal was sent, {@code received} when it was answered
     * @param end the newest entry of the log at that time
     */
    public void registered(long sent, long received, long end) {
        if (!registered || received - registeredUntil >= 0) {
            target = end;
        }
        registered = true;
        registeredUntil = sent + lease;
        publish();
    }

    /** Everything up to there has been applied. */
    public void applied(long id) {
        applied = id;
        publish();
    }

    /** The table does not know this gateway. */
    public void forgotten() {
        registered = false;
        publish();
    }

    /** The log lost entries, which others may append again within a lease. */
    public void hold(long now) {
        heldUntil = now + lease;
        publish();
    }

    private void publish() {
        boolean member = registered && applied >= target;
        if (member) {
            lastMember = registeredUntil;
        }
        span = member ? new Span(heldUntil, registeredUntil) : null;
    }

    /** Asked before the applied position is read: what was confirmed up to now is then not above it. */
    public boolean isMember(long now) {
        Span current = span;
        return current != null && current.contains(now);
    }

    /** How long it has been detached; zero for a member. */
    public Duration detached(long now) {
        return isMember(now) ? Duration.ZERO : Duration.ofNanos(Math.max(0, now - lastMember));
    }
}
