package dev.weir.message;

import org.jspecify.annotations.Nullable;

/**
 * The target URI of a request (RFC 9110 §7.1), in the parts a key is made of.
 *
 * @param scheme {@code http} or {@code https}, lower case
 * @param authority host and optional port as the client sent them
 * @param path absolute path as received, beginning with {@code /}, still percent-encoded
 * @param query text after the first {@code ?}, without it; empty if there is a bare {@code ?}, null if there is none
 */
public record TargetUri(
        String scheme,
        String authority,
        String path,
        @Nullable String query) {
    /** Path and query as they go on a request line. */
    public String pathAndQuery() {
        return query == null ? path : path + '?' + query;
    }

    @Override
    public String toString() {
        return scheme + "://" + authority + pathAndQuery();
    }
}
