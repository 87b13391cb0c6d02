package dev.weir.invalidation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The gateways of the fleet, as their renewals in the log's table of nodes were seen.
 *
 * <p>A gateway counts as detached once its entry was seen unchanged for a whole lease on this gateway's own monotonic
 * clock: from when the entry was received to when a later look at the table was sent, so that no delay on the way and no
 * step of the server's clock can shorten it. One that vanishes from the table (which was lost) is remembered, and its lease
 * counted from then. One that says it left serves nothing any more.
 *
 * <p>Not thread-safe. Times are nanoseconds of the monotonic clock.
 */
public final class Roster {
    /** What a gateway has done about a purge. */
    public enum State {
        CONFIRMED,
        /** It has not renewed its membership for a whole lease, or never had one. */
        DETACHED,
        PENDING,
        /** It left in order. */
        GONE
    }

    /** The last word of an entry, which each renewal changes, of a gateway that serves nothing any more. */
    public static final String LEFT = "left";

    /** Position, number up to which the log was read, a word. */
    private static final Pattern ENTRY = Pattern.compile("[0-9]{1,18} ([0-9]{1,18}) \\w+");

    private static final String VANISHED = "";
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    private static final class Sighting {
        private final String value;
        private final long since;
        private long until;
        private long applied;

        Sighting(String value, long applied, long received) {
            this.value = value;
            this.applied = applied;
            this.since = received;
            this.until = received;
        }

        boolean isDead(long lease) {
            return until - since >= lease;
        }
    }

    private final long lease = Membership.LEASE.toNanos();
    private final Map<String, Sighting> sightings = new TreeMap<>();
    private final Set<String> left = new HashSet<>();

    /** The table of nodes, looked at between {@code sent} and {@code received}. */
    public void observe(Map<String, String> table, long sent, long received) {
        table.forEach((node, value) -> saw(node, value, sent, received));
        left.retainAll(table.keySet());
        for (String node : List.copyOf(sightings.keySet())) {
            if (!table.containsKey(node)) {
                saw(node, VANISHED, sent, received);
            }
        }
    }

    private void saw(String node, String value, long sent, long received) {
        if (value.endsWith(' ' + LEFT)) {
            sightings.remove(node);
            left.add(node);
            return;
        }
        left.remove(node);
        Sighting before = sightings.get(node);
        if (before == null || !before.value.equals(value)) {
            long applied = applied(value);
            long most = before == null || applied == 0 ? applied : Math.max(before.applied, applied);
            sightings.put(node, new Sighting(value, most, received));
            return;
        }
        before.until = Math.max(before.until, sent);
        if (value.equals(VANISHED) && before.until - before.since > REMEMBERED.toNanos()) {
            sightings.remove(node);
        }
    }

    /** 0 for a gateway that vanished or comes back: what it had applied may belong to a log that was lost. */
    private static long applied(String value) {
        Matcher entry = ENTRY.matcher(value);
        return entry.matches() ? Long.parseLong(entry.group(1)) : 0;
    }

    /** It said by itself how far it is. */
    public void acknowledged(String node, long applied) {
        Sighting sighting = sightings.get(node);
        if (sighting != null) {
            sighting.applied = Math.max(sighting.applied, applied);
        }
    }

    public List<String> nodes() {
        return new ArrayList<>(sightings.keySet());
    }

    /** How far a node has applied the log; 0 for one that is not known. */
    public long appliedBy(String node) {
        Sighting sighting = sightings.get(node);
        return sighting == null ? 0 : sighting.applied;
    }

    public boolean isDetached(String node) {
        Sighting sighting = sightings.get(node);
        return sighting == null || sighting.isDead(lease);
    }

    public State state(String node, long id) {
        Sighting sighting = sightings.get(node);
        if (left.contains(node)) {
            return State.GONE;
        }
        if (sighting != null && sighting.applied >= id) {
            return State.CONFIRMED;
        }
        return isDetached(node) ? State.DETACHED : State.PENDING;
    }

    /** Entries of the table that nobody has renewed for long, each with its value: to be removed. */
    public Map<String, String> abandoned() {
        Map<String, String> old = new TreeMap<>();
        sightings.forEach((node, sighting) -> {
            if (!sighting.value.equals(VANISHED) && sighting.until - sighting.since > REMEMBERED.toNanos()) {
                old.put(node, sighting.value);
            }
        });
        return old;
    }
}
