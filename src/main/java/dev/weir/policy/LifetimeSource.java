package dev.weir.policy;

import dev.weir.message.RequestHead;
import dev.weir.message.StoredResponse;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What states how long a response stays fresh (RFC 9111 §4.2.1). */
public enum LifetimeSource {
    S_MAXAGE("s-maxage"),
    MAX_AGE("max-age"),
    EXPIRES("Expires less Date"),
    NO_CACHE("no-cache"),
    LAST_MODIFIED("a share of the time from Last-Modified to Date"),
    FIXED_TTL("the route's fixed-ttl"),
    DEFAULT_TTL("the route's default-ttl"),
    TTL_BY_STATUS("the route's ttl-by-status");

    private final String words;

    LifetimeSource(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** By today's rules, for a stored response; null where they would not have it stored. */
    public static @Nullable LifetimeSource of(StoredResponse stored, RequestHead request, CachingRules rules) {
        Instant responseTime = stored.terms().responseTime();
        Instant requestTime = responseTime.minus(stored.terms().fillTime());
        StoreQuestion question = new StoreQuestion(request, stored.head(), requestTime, responseTime, rules);
        ResponseDirectives directives = ResponseDirectives.of(stored.head().headers());
        Freshness freshness = new Freshness(question, directives);
        return Lifetime.of(question, directives, freshness) instanceof Lifetime.Known known ? known.source() : null;
    }
}
