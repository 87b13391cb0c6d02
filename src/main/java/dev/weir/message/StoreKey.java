package dev.weir.message;

/**
 * Where one value stands: the resource's key, and for a variant the digest of its selecting fields.
 *
 * @param variant short digest of names and values, or empty for the resource itself
 */
public record StoreKey(CacheKey key, String variant) {
    /** No digest reads so. */
    private static final String SEARCH = "search";

    private static final String PART = "part";

    public static StoreKey of(CacheKey key) {
        return new StoreKey(key, "");
    }

    /** Of the {@link SearchIndex} of a resource's URI, whatever query the resource has. */
    public static StoreKey ofSearch(CacheKey resource) {
        return new StoreKey(resource.withoutQuery(), SEARCH);
    }

    /** Of the part that is stored of a resource. */
    public static StoreKey ofPart(CacheKey resource) {
        return new StoreKey(resource, PART);
    }

    public boolean isVariant() {
        return !variant.isEmpty();
    }
}
