package dev.weir.invalidation;

/**
 * SipHash-1-3 (Aumasson and Bernstein, INDOCRYPT 2012) over the characters of a part of a text, without allocation.
 *
 * <p>The key is random, one a process: who chooses URLs must not be able to choose which of them share a slot.
 */
final class KeyedHash {
    private static final int WORD = 4;

    private final long k0;
    private final long k1;

    KeyedHash(long k0, long k1) {
        this.k0 = k0;
        this.k1 = k1;
    }

    long of(String text) {
        return of(text, 0, text.length());
    }

    /** Of the characters from {@code from} up to but not including {@code to}. */
    long of(String text, int from, int to) {
        long v0 = k0 ^ 0x736f6d6570736575L;
        long v1 = k1 ^ 0x646f72616e646f6dL;
        long v2 = k0 ^ 0x6c7967656e657261L;
        long v3 = k1 ^ 0x7465646279746573L;
        int at = from;
        boolean last;
        do {
            last = to - at < WORD;
            long word = last ? (long) (to - from) << 48 : 0; // no more than three characters share this word
            for (int i = 0; i < WORD && at < to; i++, at++) {
                word |= (long) text.charAt(at) << (16 * i);
            }
            v3 ^= word;
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
            v0 ^= word;
        } while (!last);
        v2 ^= 0xff;
        for (int round = 0; round < 3; round++) {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v1;
            v0 += v3;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 = Long.rotateLeft(v2, 32);
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    /** One hash of two. */
    static long both(long one, long other) {
        long z = (one ^ Long.rotateLeft(other, 32)) * 0x9e3779b97f4a7c15L + other;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
