package dev.weir.invalidation;

import java.util.ArrayList;
import java.util.List;

/**
 * The purges by prefix, newest first, no more than {@link #MOST}: each look-up that a purge may concern passes over them.
 * Immutable.
 */
final class PurgeIndexPrefixes {
    static final int MOST = 256;
    static final PurgeIndexPrefixes NONE = new PurgeIndexPrefixes(List.of());

    /**
     * @param hard the newest hard purge of this prefix, 0 if there was none
     * @param any the newest of any kind
     */
    record Entry(String prefix, long hard, long any) {
        Entry purged(long id, boolean soft) {
            return new Entry(prefix, soft ? hard : Math.max(hard, id), Math.max(any, id));
        }
    }

    private final List<Entry> newestFirst;

    private PurgeIndexPrefixes(List<Entry> newestFirst) {
        this.newestFirst = newestFirst;
    }

    /** With one more purge, which is the newest; may be one entry too long. */
    PurgeIndexPrefixes with(String prefix, long id, boolean soft) {
        List<Entry> entries = new ArrayList<>(newestFirst.size() + 1);
        Entry purged = new Entry(prefix, 0, 0);
        for (Entry entry : newestFirst) {
            if (entry.prefix().equals(prefix)) {
                purged = entry;
            } else {
                entries.add(entry);
            }
        }
        entries.add(0, purged.purged(id, soft));
        return new PurgeIndexPrefixes(List.copyOf(entries));
    }

    boolean isTooLong() {
        return newestFirst.size() > MOST;
    }

    Entry oldest() {
        return newestFirst.get(newestFirst.size() - 1);
    }

    PurgeIndexPrefixes withoutOldest() {
        return new PurgeIndexPrefixes(newestFirst.subList(0, newestFirst.size() - 1));
    }

    /** The entries that are prefixes of the text which begins at {@code from}. */
    List<Entry> of(String text, int from) {
        return newestFirst.stream()
                .filter(entry -> text.startsWith(entry.prefix(), from))
                .toList();
    }

    /** Newest hard purge above {@code fence} of a prefix of the text that begins at {@code from}; 0 if there is none. */
    long hardAbove(long fence, String text, int from) {
        long newest = 0;
        for (int i = 0; i < newestFirst.size() && newestFirst.get(i).any() > fence; i++) {
            Entry entry = newestFirst.get(i);
            if (entry.hard() > newest && text.startsWith(entry.prefix(), from)) {
                newest = entry.hard();
            }
        }
        return newest > fence ? newest : 0;
    }

    /** The same of any kind. */
    long anyAbove(long fence, String text, int from) {
        for (int i = 0; i < newestFirst.size() && newestFirst.get(i).any() > fence; i++) {
            if (text.startsWith(newestFirst.get(i).prefix(), from)) {
                return newestFirst.get(i).any();
            }
        }
        return 0;
    }
}
