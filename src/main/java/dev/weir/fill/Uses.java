package dev.weir.fill;

import dev.weir.message.CacheKey;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntUnaryOperator;

/**
 * How often each key was asked for of late without being stored: a count-min sketch (Cormode and Muthukrishnan, Journal of
 * Algorithms 2005) whose counts are halved from time to time, so that it forgets.
 *
 * <p>Two mebibytes, however many keys there are. A count may be too high, when other keys share all of its cells: then a
 * response is stored a request early. One is never too low but for what was forgotten. Safe from every thread; what two
 * threads count at the moment of a halving may be lost.
 */
public final class Uses {
    private static final int ROWS = 4;
    private static final int ROW_BITS = 17;
    private static final int HALVED_AFTER = 1 << 16;

    private final AtomicIntegerArray cells = new AtomicIntegerArray(ROWS << ROW_BITS);
    private final AtomicInteger counted = new AtomicInteger();

    /** Counts one more request; how many there were with it. */
    public int count(CacheKey key) {
        if (counted.incrementAndGet() == HALVED_AFTER) {
            halve();
            counted.set(0);
        }
        return least(key, cells::incrementAndGet);
    }

    /** How many were counted of late, and this is none of them. */
    public int counted(CacheKey key) {
        return least(key, cells::get);
    }

    private static int least(CacheKey key, IntUnaryOperator count) {
        long hash = spread(key.text().hashCode());
        int least = Integer.MAX_VALUE;
        for (int row = 0; row < ROWS; row++) {
            hash = spread(hash + row);
            int cell = (row << ROW_BITS) + (int) (hash >>> (Long.SIZE - ROW_BITS));
            least = Math.min(least, count.applyAsInt(cell));
        }
        return least;
    }

    private void halve() {
        for (int i = 0; i < cells.length(); i++) {
            cells.updateAndGet(i, count -> count >> 1);
        }
    }

    /** The finaliser of SplitMix64: every bit of the input reaches every bit of the output. */
    private static long spread(long bits) {
        long z = bits + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
