package dev.weir.invalidation;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The newest purge of each of very many names, in memory that never grows: each name has a slot, by its keyed hash, and
 * shares it with others. A slot knows the newest hard purge and the newest of any kind of all names in it, so a collision
 * forgets too much, never too little.
 *
 * <p>One writer, many readers; what they see in which order is {@link PurgeIndex}'s affair.
 */
final class PurgeIndexSlots {
    private final int bits;
    private final AtomicLongArray ids;

    /** @param bits of a hash that name a slot; a slot takes 16 bytes */
    PurgeIndexSlots(int bits) {
        this.bits = bits;
        this.ids = new AtomicLongArray(2 << bits);
    }

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

    private int place(long hash) {
        return (int) (hash >>> (Long.SIZE - bits)) << 1;
    }
}
