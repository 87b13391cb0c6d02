package dev.weir.exchange;

import dev.weir.message.CacheKey;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.datasketches.frequencies.ErrorType;
import org.apache.datasketches.frequencies.ItemsSketch;

/**
 * The keys that were asked for most often of late: a sketch of frequent items (Misra and Gries, in the form of Anderson et
 * al., IMC 2017), in memory that does not grow with the number of keys.
 *
 * <p>One an event loop, counted on there only, so that no request takes a lock; who wants to know asks each loop for a
 * copy. Counts are of the last period and the one before. Of many requests a sample is counted, for its weight.
 */
public final class HotKeys {
    /** A key among many, by its count. */
    public record Hot(String key, long requests) {}

    /** How long a period should be: whoever owns the loop calls {@link #age} so often. */
    public static final int PERIOD_SECONDS = 150;

    private static final int MAP_SIZE = 4096;
    private static final int LONGEST_KEY = 2048;
    private static final int COUNTED_EACH = 1 << 13;
    private static final int SAMPLE = 16;

    /** Its hash is keyed: who chooses URLs must not choose where they stand in the table. */
    private record Item(String text, int hash) {
        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Item item && item.hash == hash && item.text.equals(text);
        }
    }

    private final Context context;
    private final long multiplier;
    private ItemsSketch<Item> current = new ItemsSketch<>(MAP_SIZE);
    private ItemsSketch<Item> previous = new ItemsSketch<>(MAP_SIZE);
    private long chance;
    private int seen;

    /** @param random the same for all loops of a process, whose counts are added up */
    public HotKeys(Context context, long random) {
        this.context = context;
        this.multiplier = random | 1;
        this.chance = random | 1;
    }

    /** Counts a request. */
    void count(CacheKey key) {
        String text = key.text();
        boolean each = seen < COUNTED_EACH;
        if (each) {
            seen++;
        }
        if (text.length() <= LONGEST_KEY && (each || isDrawn())) {
            current.update(item(text), each ? 1 : SAMPLE);
        }
    }

    private Item item(String text) {
        long hash = multiplier;
        for (int i = 0; i < text.length(); i++) {
            hash = hash * multiplier + text.charAt(i);
        }
        return new Item(text, (int) (hash >>> 32));
    }

    /** One in {@link #SAMPLE}, by Marsaglia's xorshift. */
    private boolean isDrawn() {
        chance ^= chance << 13;
        chance ^= chance >>> 7;
        chance ^= chance << 17;
        return (chance >>> 60) == 0;
    }

    /** Begins another period. */
    public void age() {
        previous = current;
        current = new ItemsSketch<>(MAP_SIZE);
        seen = 0;
    }

    /** The hottest of several loops, the hottest first; at most {@code most}. Completes on the caller's context. */
    public static Future<List<Hot>> top(Context caller, Collection<HotKeys> loops, int most) {
        Promise<List<Hot>> told = Promise.promise();
        Future.all(loops.stream().map(HotKeys::copy).toList())
                .map(copies -> top(copies.list(), most))
                .onComplete(result -> caller.runOnContext(now -> told.handle(result)));
        return told.future();
    }

    private static List<Hot> top(List<ItemsSketch<Item>> copies, int most) {
        ItemsSketch<Item> all = new ItemsSketch<>(MAP_SIZE);
        copies.forEach(all::merge);
        return Arrays.stream(all.getFrequentItems(ErrorType.NO_FALSE_NEGATIVES))
                .limit(most)
                .map(row -> new Hot(row.getItem().text(), row.getEstimate()))
                .toList();
    }

    private Future<ItemsSketch<Item>> copy() {
        Promise<ItemsSketch<Item>> copied = Promise.promise();
        context.runOnContext(here -> {
            ItemsSketch<Item> copy = new ItemsSketch<>(MAP_SIZE);
            copied.complete(copy.merge(previous).merge(current));
        });
        return copied.future();
    }
}
