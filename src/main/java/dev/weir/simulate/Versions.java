package dev.weir.simulate;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The current version of every path: an unlimited number of paths in bounded memory.
 *
 * <p>Only changed paths are remembered. When they become too many, all are folded into one higher version that then
 * holds for every path: paths seem changed that were not, but none ever goes back to a version it had before.
 */
final class Versions {
    /** @param since when the path got this version */
    record Version(long number, Instant since) {}

    private final int limit;
    private final Map<String, Version> changed = new HashMap<>();
    private Version unchanged;
    private long newest = 1;

    Versions(Instant start, int limit) {
        this.unchanged = new Version(1, start);
        this.limit = limit;
    }

    Version of(String path) {
        return changed.getOrDefault(path, unchanged);
    }

    Version change(String path, Instant now) {
        if (changed.size() >= limit && !changed.containsKey(path)) {
            changed.clear();
            unchanged = new Version(newest + 1, now);
        }
        Version next = new Version(of(path).number() + 1, now);
        newest = Math.max(newest, next.number());
        changed.put(path, next);
        return next;
    }
}
