package dev.weir.message;

/**
 * Where one value stands: the resource's key, and for a variant the digest of its selecting fields.
 *
 * @param variant short digest of names and values, or empty for the resource itself
 */
public record StoreKey(CacheKey key, String variant) {
    public static StoreKey of(CacheKey key) {
        return new StoreKey(key, "");
    }

    public boolean isVariant() {
        return !variant.isEmpty();
    }
}
