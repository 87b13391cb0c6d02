package dev.weir.policy;

import dev.weir.message.Headers;
import dev.weir.message.RequestHead;
import dev.weir.message.ResponseHead;
import dev.weir.message.TargetUri;

/**
 * Whether the answer to a POST is also what a GET of the same URI would get (RFC 9110 §9.3.3): it says so by
 * Content-Location, and says how long it is fresh.
 *
 * <p>A response that varies is left alone: the POST went to the origin with its client's own preferences, not with those
 * by which variants are filed.
 */
public final class PostPolicy {
    private PostPolicy() {}

    public static boolean answersGet(RequestHead request, ResponseHead response) {
        Headers fields = response.headers();
        if (!request.method().equals("POST") || response.status() != 200 || fields.contains(FieldNames.VARY)) {
            return false;
        }
        TargetUri location = InvalidationPolicy.named(request, fields, FieldNames.CONTENT_LOCATION);
        return location != null
                && location.pathAndQuery().equals(request.target().pathAndQuery())
                && isFreshnessStated(fields);
    }

    /** The GET that the response answers: with the client's credentials and cookies, without its preconditions. */
    public static RequestHead asGet(RequestHead post) {
        RequestHead fill = FillRequest.of(post);
        return fill.with("GET", fill.headers());
    }

    private static boolean isFreshnessStated(Headers fields) {
        ResponseDirectives directives = ResponseDirectives.of(fields);
        return directives.sMaxage() != null
                || directives.maxAge() != null
                || (!directives.targeted() && fields.contains(FieldNames.EXPIRES));
    }
}
