package dev.weir.message;

/**
 * A position in the purge log. A fill carries the one its gateway had applied before it asked the origin, a request the
 * one applied when it arrived; a stored response answers a request only if no matching purge lies between the two.
 *
 * @param position id of the newest applied purge; 0 before the first
 */
public record Fence(long position) {
    public static final Fence START = new Fence(0);

    /** Of a request that met a gateway which may have missed purges: above every fence, so that nothing stored answers. */
    public static final Fence UNKNOWN = new Fence(Long.MAX_VALUE);

    public boolean isUnknown() {
        return position == Long.MAX_VALUE;
    }
}
