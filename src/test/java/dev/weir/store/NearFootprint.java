package dev.weir.store;

import dev.weir.message.StoreKey;
import io.vertx.core.buffer.Buffer;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;

/** Fills a near store as Redis hits do, and prints what it accounts for and what the heap has grown by. */
final class NearFootprint {
    private static final int COLLECTIONS = 4;

    private NearFootprint() {}

    /** @param arguments number of responses, bytes of each content */
    public static void main(String[] arguments) {
        int count = Integer.parseInt(arguments[0]);
        String content = "x".repeat(Integer.parseInt(arguments[1]));
        NearStore store = store();
        fill(store, 100, content);
        store.settle();
        store = store();
        long before = live();
        fill(store, count, content);
        store.settle();
        long after = live();
        System.out.println(store.responses() + " " + store.bytes() + " " + (after - before));
    }

    private static NearStore store() {
        return new NearStore(new NearSettings(1L << 30), () -> Instant.EPOCH, () -> 0, NearObserver.NONE);
    }

    private static void fill(NearStore store, int count, String content) {
        for (int i = 0; i < count; i++) {
            StoreKey key = StoredSamples.key("/products/" + i);
            byte[] packed = StoredCodec.encode(key, StoredSamples.found(key, content));
            Decoded decoded = StoredCodec.decode(Buffer.buffer(packed), key);
            store.put(key, ((Decoded.Whole) decoded).value(), Duration.ofHours(1));
        }
    }

    /** After full collections. */
    private static long live() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
