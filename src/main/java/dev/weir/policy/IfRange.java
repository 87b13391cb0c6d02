package dev.weir.policy;

import dev.weir.message.Headers;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a client that has a part of a response may be given the rest of this one (RFC 9110 §13.1.5).
 *
 * <p>Bytes of two versions must never be joined: only a strong validator that is exactly the response's own will do. A
 * date is strong where the response was made at least a second after the change that it dates (RFC 9110 §8.8.2.2).
 */
final class IfRange {
    private IfRange() {}

    static boolean holds(Headers asked, Headers response) {
        List<String> lines = asked.all(FieldNames.IF_RANGE);
        if (lines.isEmpty()) {
            return true;
        }
        if (lines.size() > 1) {
            return false;
        }
        String validator = Text.trim(lines.get(0));
        Validators own = Validators.of(response);
        if (EntityTags.isValid(validator)) {
            return own.etag() != null && EntityTags.sameStrongly(validator, own.etag());
        }
        return validator.equals(own.lastModified()) && isStrong(validator, response);
    }

    /** What tells this response from every other version of it, or null. */
    static @Nullable String strongValidator(Headers response) {
        Validators own = Validators.of(response);
        if (own.etag() != null) {
            return EntityTags.isStrong(own.etag()) ? own.etag() : null;
        }
        return own.lastModified() != null && isStrong(own.lastModified(), response) ? own.lastModified() : null;
    }

    private static boolean isStrong(String lastModified, Headers response) {
        String stated = response.get(FieldNames.DATE);
        Instant date = stated == null ? null : HttpDate.parse(stated, Instant.EPOCH);
        Instant modified = date == null ? null : HttpDate.parse(lastModified, date);
        return modified != null && date != null && !modified.plusSeconds(1).isAfter(date);
    }
}
