package dev.weir.policy;

import dev.weir.message.Headers;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the client's own preconditions against the response it would get, in the order of RFC 9110 §13.2.2.
 *
 * <p>Those that a cache may evaluate (RFC 9111 §4.3.2): requests with If-Match or If-Unmodified-Since are for the origin,
 * and do not come here. What cannot be read has no effect: the client then gets the whole response, but never a 304 that
 * it did not ask for. Allocates nothing for a request without preconditions.
 */
public final class Preconditions {
    private Preconditions() {}

    /** @param response complete, one for a GET; without success preconditions are ignored (RFC 9110 §13.2.1) */
    public static PreconditionDecision decide(RequestHead request, ResponseHead response) {
        Headers asked = request.headers();
        if (response.status() / 100 != 2 || response.status() == 206) {
            return PreconditionDecision.PROCEED;
        }
        if (asked.get(FieldNames.IF_NONE_MATCH) != null) {
            boolean matches = anyTagMatches(asked.all(FieldNames.IF_NONE_MATCH), response.headers());
            return matches ? unchanged(request) : PreconditionDecision.PROCEED;
        }
        boolean notModified = request.isConditionalRead() && isUnmodifiedSince(asked, response.headers());
        return notModified ? PreconditionDecision.NOT_MODIFIED : PreconditionDecision.PROCEED;
    }

    private static PreconditionDecision unchanged(RequestHead request) {
        return request.isConditionalRead() ? PreconditionDecision.NOT_MODIFIED : PreconditionDecision.FAILED;
    }

    private static boolean anyTagMatches(List<String> lines, Headers response) {
        String tag = response.get(FieldNames.ETAG);
        if (lines.size() == 1 && Text.trim(lines.get(0)).equals("*")) {
            return true;
        }
        if (tag == null || !EntityTags.isValid(tag)) {
            return false;
        }
        for (String line : lines) {
            if (EntityTags.listContains(line, tag)) {
                return true;
            }
        }
        return false;
    }

    /** Step 4. Date stands in for a missing Last-Modified (RFC 9111 §4.3.2), not for one that cannot be read. */
    private static boolean isUnmodifiedSince(Headers asked, Headers response) {
        if (asked.get(FieldNames.IF_MODIFIED_SINCE) == null) {
            return false;
        }
        String validator = response.contains(FieldNames.LAST_MODIFIED) ? FieldNames.LAST_MODIFIED : FieldNames.DATE;
        Instant since = soleDate(asked, FieldNames.IF_MODIFIED_SINCE, response);
        Instant modified = soleDate(response, validator, response);
        return since != null && modified != null && !modified.isAfter(since);
    }

    /** The response's own Date tells the century of a two-digit year: it is as good as the time, and at hand. */
    private static @Nullable Instant soleDate(Headers headers, String name, Headers response) {
        List<String> lines = headers.all(name);
        String date = response.get(FieldNames.DATE);
        Instant reference = date == null ? null : HttpDate.parse(date, Instant.EPOCH);
        return lines.size() == 1 ? HttpDate.parse(lines.get(0), reference == null ? Instant.EPOCH : reference) : null;
    }
}
