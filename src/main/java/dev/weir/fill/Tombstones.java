package dev.weir.fill;

import dev.weir.message.StoreKey;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What a process remembers of keys for a short time: that their responses forbid storing, or that the origin timed out.
 *
 * <p>Requests for the former go alone at once, in front of any look-up: they would wait for an answer that is not theirs.
 * So that nothing usable is overlooked, one request in each {@link #PROBE} goes the usual way, while the others wait for
 * nobody. Only a response's own directives leave such a mark, only for requests of the same class (with credentials or
 * without), and any storable response takes it away; or one crafted request could take the collapse from a hot key.
 *
 * <p>A table of fixed size, in which the newest mark wins a place; keys longer than {@link #LONGEST} leave none. Any
 * thread. Times are readings of the monotonic clock in nanoseconds.
 */
public final class Tombstones {
    /** How long a response that forbids storing speaks for the next ones; each that does so renews it. */
    static final Duration UNCACHEABLE = Duration.ofSeconds(10);

    /** Time between two requests for such a key that look whether something is stored after all. */
    static final Duration PROBE = Duration.ofSeconds(1);

    /** How long a time-out answers for those who would else wait for the next. */
    static final Duration TIMED_OUT = Duration.ofSeconds(1);

    /** Longer than what others leave behind in the store is kept there. */
    private static final Duration CONTRADICTION = Duration.ofSeconds(2);

    private static final int PLACES = 1 << 12;
    private static final int LONGEST = 1 << 10;

    private enum Kind {
        UNCACHEABLE,
        UNCACHEABLE_WITH_CREDENTIALS,
        TIMED_OUT,
        /** Seen after it was said to be uncacheable: what others of the fleet left behind is not heeded. */
        STORABLE;

        static Kind uncacheable(boolean credentials) {
            return credentials ? UNCACHEABLE_WITH_CREDENTIALS : UNCACHEABLE;
        }
    }

    private record Mark(StoreKey key, Kind kind, long until, AtomicLong probe) {}

    private final AtomicReferenceArray<@Nullable Mark> marks = new AtomicReferenceArray<>(PLACES);

    /** Whether a request is to ask the origin by itself; false for each that is to look after all. */
    public boolean sendsAlone(StoreKey key, boolean credentials, long now) {
        Mark mark = find(key, Kind.uncacheable(credentials), now);
        if (mark == null) {
            return false;
        }
        long probe = mark.probe().get();
        return now - probe < 0 || !mark.probe().compareAndSet(probe, now + PROBE.toNanos());
    }

    /** Whether requests are to ask the origin by themselves, but for one now and then that looks after all. */
    public boolean isUncacheable(StoreKey key, boolean credentials, long now) {
        return find(key, Kind.uncacheable(credentials), now) != null;
    }

    /** A response forbade storing itself. */
    public void uncacheable(StoreKey key, boolean credentials, long now) {
        Kind kind = Kind.uncacheable(credentials);
        Mark old = find(key, kind, now);
        if (old == null) {
            put(new Mark(key, kind, now + UNCACHEABLE.toNanos(), new AtomicLong(now + PROBE.toNanos())));
        } else if (old.until() - now < UNCACHEABLE.toNanos() / 2) {
            put(new Mark(key, kind, now + UNCACHEABLE.toNanos(), old.probe()));
        }
    }

    /** A response may be stored. */
    public void storable(StoreKey key, long now) {
        boolean open = remove(key, Kind.UNCACHEABLE);
        boolean closed = remove(key, Kind.UNCACHEABLE_WITH_CREDENTIALS);
        if (open || closed) {
            put(new Mark(key, Kind.STORABLE, now + CONTRADICTION.toNanos(), new AtomicLong()));
        }
    }

    /** Whether this process knows better than what another gateway may have left behind in the store. */
    boolean contradicts(StoreKey key, long now) {
        return find(key, Kind.STORABLE, now) != null;
    }

    /** The origin did not answer in time. */
    public void timedOut(StoreKey key, long now) {
        put(new Mark(key, Kind.TIMED_OUT, now + TIMED_OUT.toNanos(), new AtomicLong()));
    }

    public boolean hasTimedOut(StoreKey key, long now) {
        return find(key, Kind.TIMED_OUT, now) != null;
    }

    private @Nullable Mark find(StoreKey key, Kind kind, long now) {
        Mark mark = marks.get(place(key, kind));
        return mark != null
                        && mark.kind() == kind
                        && now - mark.until() < 0
                        && mark.key().equals(key)
                ? mark
                : null;
    }

    private void put(Mark mark) {
        if (mark.key().key().text().length() <= LONGEST) {
            marks.set(place(mark.key(), mark.kind()), mark);
        }
    }

    private boolean remove(StoreKey key, Kind kind) {
        int place = place(key, kind);
        Mark mark = marks.get(place);
        return mark != null && mark.kind() == kind && mark.key().equals(key) && marks.compareAndSet(place, mark, null);
    }

    @SuppressWarnings("EnumOrdinal") // any number will do that differs
    private static int place(StoreKey key, Kind kind) {
        int hash = key.hashCode() * 31 + kind.ordinal();
        return (hash ^ (hash >>> 16)) & (PLACES - 1);
    }
}
