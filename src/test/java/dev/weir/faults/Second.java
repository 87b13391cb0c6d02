package dev.weir.faults;

import java.util.concurrent.atomic.AtomicInteger;

/** What one second of load met. */
final class Second {
    final AtomicInteger sent = new AtomicInteger();
    final AtomicInteger hits = new AtomicInteger();
    final AtomicInteger known = new AtomicInteger();
    final AtomicInteger errors = new AtomicInteger();
    final AtomicInteger origin = new AtomicInteger();

    /** Of the requests for keys that are asked for again and again. */
    double hitRatio() {
        return known.get() == 0 ? 0 : (double) hits.get() / known.get();
    }
}
