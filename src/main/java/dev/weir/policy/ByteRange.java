package dev.weir.policy;

/**
 * A satisfiable range of bytes within content whose length is known (RFC 9110 §14.1.2).
 *
 * @param first offset of the first byte
 * @param last offset of the last byte, itself included
 */
public record ByteRange(long first, long last) {
    public long length() {
        return last - first + 1;
    }

    /** Whether the two have a byte in common, or leave none between them. */
    boolean touches(ByteRange other) {
        return first <= other.last + 1 && other.first <= last + 1;
    }

    /** From where the first of the two begins to where the last ends. */
    ByteRange span(ByteRange other) {
        return new ByteRange(Math.min(first, other.first), Math.max(last, other.last));
    }

    /** As Content-Range says it (RFC 9110 §14.4). */
    String of(long total) {
        return "bytes " + first + '-' + last + '/' + total;
    }
}
