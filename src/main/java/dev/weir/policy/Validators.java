package dev.weir.policy;

import dev.weir.message.Headers;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The validators of a response (RFC 9110 §8.8): a well-formed ETag, a well-formed Last-Modified, or neither. */
record Validators(@Nullable String etag, @Nullable String lastModified) {
    static Validators of(Headers response) {
        return new Validators(
                soleIf(response.all(FieldNames.ETAG), EntityTags::isValid),
                soleIf(response.all(FieldNames.LAST_MODIFIED), date -> HttpDate.parse(date, Instant.EPOCH) != null));
    }

    boolean isEmpty() {
        return etag == null && lastModified == null;
    }

    /**
     * Whether a 304 with these validators speaks of the stored response with those (RFC 9111 §4.3.4). A strong tag
     * selects only a response with the same; a weak one compares weakly; without a tag the date must be the same. A 304
     * without any validator can only mean the one response whose validators were sent.
     */
    boolean select(Validators stored) {
        if (etag != null) {
            return stored.etag != null
                    && (EntityTags.isStrong(etag)
                            ? EntityTags.sameStrongly(etag, stored.etag)
                            : EntityTags.sameWeakly(etag, stored.etag));
        }
        return lastModified == null || lastModified.equals(stored.lastModified);
    }

    private static @Nullable String soleIf(List<String> lines, Predicate<String> valid) {
        String sole = lines.size() == 1 ? Text.trim(lines.get(0)) : null;
        return sole != null && valid.test(sole) ? sole : null;
    }
}
