package dev.weir.invalidation;

import org.jspecify.annotations.Nullable;

/** What one purge takes out. Nothing is looked for when it is appended: whatever is stored, that costs the same. */
public sealed interface Subject {
    /**
     * All that is stored for one URI: every variant, and every key made of fields, cookies or content.
     *
     * @param uri absolute, {@code http} or {@code https}, without fragment
     */
    record Uri(String uri) implements Subject {}

    /**
     * All responses that named this group (RFC 9875, {@code Surrogate-Key}, {@code Cache-Tag}).
     *
     * @param origin scheme and authority of the responses that are meant, in canonical form; null for every origin
     */
    record Group(@Nullable String origin, String name) implements Subject {}

    /** All whose URI begins so; at least a scheme and an authority, so that no slip of the hand empties the cache. */
    record Prefix(String prefix) implements Subject {}

    /** Everything in the namespace. */
    record All() implements Subject {}
}
