package dev.weir.simulate;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether a GET or HEAD asks for what the client already has (RFC 9110 §13.1.2, §13.1.3, §13.2.2). */
final class Preconditions {
    private static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");

    private Preconditions() {}

    /** If-Modified-Since counts only where there is no If-None-Match. */
    static boolean notModified(MultiMap request, String entityTag, Instant lastModified) {
        List<String> noneMatch = request.getAll(HttpHeaders.IF_NONE_MATCH);
        return noneMatch.isEmpty()
                ? notModifiedSince(request.get(HttpHeaders.IF_MODIFIED_SINCE), lastModified)
                : noneMatch.stream().anyMatch(value -> names(value, entityTag));
    }

    private static boolean names(String value, String entityTag) {
        if (value.trim().equals("*")) {
            return true;
        }
        for (Matcher tags = ENTITY_TAG.matcher(value); tags.find(); ) {
            if (tags.group(1).equals(entityTag)) {
                return true;
            }
        }
        return false;
    }

    private static boolean notModifiedSince(@Nullable String value, Instant lastModified) {
        Instant since = value == null ? null : HttpDate.parse(value);
        return since != null && !lastModified.truncatedTo(ChronoUnit.SECONDS).isAfter(since);
    }
}
