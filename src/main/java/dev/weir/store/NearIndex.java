package dev.weir.store;

/** An index in this process's memory. */
record NearIndex(Lookup.Present index, int bytes, long keptNanos) {}
