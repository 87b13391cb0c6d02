package dev.weir.invalidation;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The newest purge of each of very many names, in memory that never grows: of hard purges, and of those of any kind.
 *
 * <p>A name has a bucket of eight slots by its keyed hash, and in it a slot by eleven more bits of that. Names that agree
 * in both share a slot. Where a ninth comes, the oldest purge of the bucket becomes its floor: whatever is filed in the
 * bucket and was fetched before that is taken for purged. So a collision forgets too much, never too little, and it takes
 * more than eight purges in the bucket since a response was fetched. A bucket is one line of the processor's cache.
 *
 * <p>One writer, many readers. The floor is raised before the slot is given away, and read after the slots: a reader that
 * no longer finds a name meets the floor that replaced it.
 */
final class PurgeIndexSlots {
    private static final int WAYS = 8;
    private static final int ID_BITS = 53;
    private static final long ID = (1L << ID_BITS) - 1;

    private final int bits;
    private final Kind hard;
    private final Kind any;

    /** @param bits of a hash that name a bucket; each takes 144 bytes */
    PurgeIndexSlots(int bits) {
        this.bits = bits;
        this.hard = new Kind(bits);
        this.any = new Kind(bits);
    }

    /** The newest hard purge of a name, or of what cannot be told from it; 0 if there is none. */
    long hard(long hash) {
        return hard.newest(bucket(hash), mark(hash));
    }

    /** The same of any kind. */
    long any(long hash) {
        return any.newest(bucket(hash), mark(hash));
    }

    /** @param id not below any before */
    void put(long hash, long id, boolean soft) {
        any.put(bucket(hash), mark(hash), id);
        if (!soft) {
            hard.put(bucket(hash), mark(hash), id);
        }
    }

    private int bucket(long hash) {
        return (int) (hash >>> (Long.SIZE - bits));
    }

    private static long mark(long hash) {
        return hash << ID_BITS;
    }

    private static final class Kind {
        private final AtomicLongArray slots;
        private final AtomicLongArray floors;

        Kind(int bits) {
            slots = new AtomicLongArray(WAYS << bits);
            floors = new AtomicLongArray(1 << bits);
        }

        long newest(int bucket, long mark) {
            int from = bucket * WAYS;
            for (int at = from; at < from + WAYS; at++) {
                long slot = slots.getAcquire(at);
                if ((slot & ~ID) == mark && slot != 0) {
                    return slot & ID;
                }
            }
            return floors.getAcquire(bucket);
        }

        void put(int bucket, long mark, long id) {
            int from = bucket * WAYS;
            int place = from;
            for (int at = from; at < from + WAYS; at++) {
                long slot = slots.getPlain(at);
                if ((slot & ~ID) == mark || slot == 0) {
                    place = at;
                    break;
                }
                if ((slot & ID) < (slots.getPlain(place) & ID)) {
                    place = at;
                }
            }
            long before = slots.getPlain(place);
            if ((before & ~ID) != mark) {
                floors.setRelease(bucket, Math.max(floors.getPlain(bucket), before & ID));
            }
            slots.setRelease(place, mark | id);
        }
    }
}
