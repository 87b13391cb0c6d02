package dev.weir.store;

/** What a packed value turned out to be. */
public sealed interface Decoded {
    /** A whole value, stored under the key that was asked for. */
    record Whole(Lookup.Present value) implements Decoded {}

    /** Something else; to be counted, treated as a miss, and overwritten by the next fill. */
    record Unreadable(Why why) implements Decoded {}

    enum Why {
        /** Not written by Weir. */
        FOREIGN,
        /** Written by Weir in another version of the format. */
        VERSION,
        /** Shorter than it says it is. */
        TRUNCATED,
        /** Its checksum does not match, or its inside contradicts itself. */
        CORRUPT,
        /** Whole, but stored under another key: a digest collision, or a value that was copied. */
        OTHER_KEY
    }
}
