package dev.weir.policy;

import dev.weir.message.FieldLines;
import dev.weir.message.ResponseHead;
import java.util.List;
import java.util.Set;

/**
 * The head of a response as it is stored, and served to all (RFC 9111 §3.1).
 *
 * <p>Age is accounted for in the terms of reuse, and framing is made anew for each reply. A missing or unreadable Date
 * becomes the time of receipt (RFC 9110 §6.6.1).
 */
final class StoredHead {
    private static final Set<String> ACCOUNTED_ELSEWHERE =
            HopByHop.ignoringCase(List.of(FieldNames.AGE, FieldNames.CONTENT_LENGTH));
    private static final Set<String> COOKIES_TOO = HopByHop.ignoringCase(
            List.of(FieldNames.AGE, FieldNames.CONTENT_LENGTH, FieldNames.SET_COOKIE, FieldNames.SET_COOKIE2));

    private StoredHead() {}

    /** Without the fields that are for one request alone; the same head where there are none. */
    static ResponseHead withhold(ResponseHead own, ResponseDirectives directives) {
        Set<String> withheld = directives.withheld();
        boolean none = withheld.stream().noneMatch(own.headers()::contains);
        return none ? own : own.with(FieldLines.copyOf(own.headers()).without(withheld::contains));
    }

    static ResponseHead of(StoreQuestion q, Freshness freshness) {
        boolean strip = q.rules().cookies().setCookie() == CachingRules.SetCookie.STRIP;
        FieldLines kept = HopByHop.strip(q.response().headers(), strip ? COOKIES_TOO : ACCOUNTED_ELSEWHERE);
        if (freshness.statedDate() != null) {
            return q.response().with(kept);
        }
        return q.response()
                .with(FieldLines.builder()
                        .addAll(kept)
                        .set(FieldNames.DATE, HttpDate.render(q.responseTime()))
                        .build());
    }
}
