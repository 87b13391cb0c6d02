package dev.weir.invalidation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * The entries that this gateway applied in the last minutes, so that it can append again what a log has lost, by a failover
 * to a replica that was behind.
 *
 * <p>Bounded in time, number and memory; what no longer fits is remembered as a number alone, up to which all is taken
 * for known. Not thread-safe.
 */
public final class AppliedEntries {
    private static final long KEPT = Duration.ofMinutes(2).toNanos();
    private static final int MOST = 20_000;
    private static final long MOST_BYTES = 16 << 20;

    /** What a short text takes beside its characters. */
    private static final int TEXT = 56;

    /** One entry, as it stood in the log. */
    public record Entry(long id, List<String> fields) {
        private long bytes() {
            long sum = 0;
            for (String field : fields) {
                sum += TEXT + field.length();
            }
            return sum;
        }
    }

    private record Kept(Entry entry, long at) {}

    private final Deque<Kept> entries = new ArrayDeque<>();
    private long bytes;
    private long dropped;

    /** @param now nanoseconds of the monotonic clock */
    public void add(Entry entry, long now) {
        entries.addLast(new Kept(entry, now));
        bytes += entry.bytes();
        while (!entries.isEmpty() && isTooMuch(entries.getFirst(), now)) {
            Entry first = entries.removeFirst().entry();
            bytes -= first.bytes();
            dropped = Math.max(dropped, first.id());
        }
    }

    private boolean isTooMuch(Kept first, long now) {
        return now - first.at() > KEPT || entries.size() > MOST || bytes > MOST_BYTES;
    }

    /** Whether an entry of that number was applied, as far as is known; those before the last minutes were. */
    public boolean knows(long id) {
        return id <= dropped || entries.stream().anyMatch(kept -> kept.entry().id() == id);
    }

    /** The lowest number that is kept, or of what comes next. */
    public long oldest() {
        return entries.isEmpty() ? dropped + 1 : entries.getFirst().entry().id();
    }

    /** Those from {@code first} on that are not among {@code present}. */
    public List<Entry> missing(long first, Set<Long> present) {
        List<Entry> missing = new ArrayList<>();
        for (Kept kept : entries) {
            if (kept.entry().id() >= first && !present.contains(kept.entry().id())) {
                missing.add(kept.entry());
            }
        }
        return missing;
    }
}
