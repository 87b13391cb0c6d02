package dev.weir.message;

/**
 * The canonical primary cache key of a resource (RFC 9111 §2): method class, target URI, selected fields, digest of the
 * key rules. Two requests with equal text may share stored responses; the text is kept whole in every stored value and
 * compared on every read.
 */
public record CacheKey(String text) {
    @Override
    public String toString() {
        return text;
    }
}
