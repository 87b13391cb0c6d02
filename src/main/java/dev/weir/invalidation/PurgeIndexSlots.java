package dev.weir.invalidation;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The newest purge of each of very many names, in memory that never grows: each name has a slot, by its keyed hash, and
 * shares it with others. A slot knows the newest hard purge and the newest of any kind of all names in it, so a collision
 * forgets too much, never too little.
 *
 * <p>16 MiB. One writer, many readers; what they see in which order is {@link PurgeIndex}'s affair.
 */
final class PurgeIndexSlots {
    static final int BITS = 20;

    private final AtomicLongArray ids = new AtomicLongArray(2 << BITS);

    /** The newest hard purge of what shares this hash's slot, 0 if there is none. */
    long hard(long hash) {
        return ids.getOpaque(place(hash));
    }

    /** The same of any kind. */
    long any(long hash) {
        return ids.getOpaque(place(hash) + 1);
    }

    void put(long hash, long id, boolean soft) {
        int place = place(hash);
        ids.setOpaque(place + 1, Math.max(id, ids.getPlain(place + 1)));
        if (!soft) {
            ids.setOpaque(place, Math.max(id, ids.getPlain(place)));
        }
    }

    private static int place(long hash) {
        return (int) (hash >>> (Long.SIZE - BITS)) << 1;
    }
}
