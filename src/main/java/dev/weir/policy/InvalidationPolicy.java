package dev.weir.policy;

import dev.weir.message.Headers;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.message.TargetUri;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request has made invalid, by its response (RFC 9111 §4.4, RFC 9875 §3).
 *
 * <p>A method that is not known to be safe, and was not refused, may have changed its target, and whatever Location and
 * Content-Location name on the same origin; of other origins a response must not speak, or one site could empty the cache
 * of another.
 */
public final class InvalidationPolicy {
    private static final Targets NOTHING = new Targets(List.of(), List.of());

    private InvalidationPolicy() {}

    /**
     * What is to be taken out.
     *
     * @param uris without repeats
     * @param groups on the origin of the target URI
     */
    public record Targets(List<TargetUri> uris, List<String> groups) {
        public boolean isNothing() {
            return uris.isEmpty() && groups.isEmpty();
        }
    }

    public static Targets targets(RequestHead request, ResponseHead response) {
        int status = response.status();
        if (request.isSafe() || status < 200 || status > 399) {
            return NOTHING;
        }
        Headers fields = response.headers();
        List<TargetUri> uris = new ArrayList<>();
        uris.add(request.target());
        add(uris, named(request, fields, FieldNames.LOCATION));
        add(uris, named(request, fields, FieldNames.CONTENT_LOCATION));
        return new Targets(List.copyOf(uris), ResponseGroups.strings(fields.all(FieldNames.CACHE_GROUP_INVALIDATION)));
    }

    /** The answer was lost on its way: the change may have been made. */
    public static Targets targetsOfLost(RequestHead request) {
        return request.isSafe() ? NOTHING : new Targets(List.of(request.target()), List.of());
    }

    /** The resource of the same origin that a field names, or null. */
    static @Nullable TargetUri named(RequestHead request, Headers response, String field) {
        List<String> lines = response.all(field);
        TargetUri named = lines.size() == 1 ? UriReference.resolve(lines.get(0), request.target()) : null;
        return named != null && UriReference.sameOrigin(named, request.target()) ? named : null;
    }

    private static void add(List<TargetUri> uris, @Nullable TargetUri uri) {
        if (uri != null && !uris.contains(uri)) {
            uris.add(uri);
        }
    }
}
