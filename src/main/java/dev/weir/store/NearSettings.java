package dev.weir.store;

/**
 * The near store.
 *
 * @param maxBytes most bytes of memory that its content takes, all of its objects counted
 */
public record NearSettings(long maxBytes) {
    public static final NearSettings STANDARD = new NearSettings(256L << 20);
}
