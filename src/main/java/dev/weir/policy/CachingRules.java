package dev.weir.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the operator says of caching on one route, beside what the origin's fields say.
 *
 * @param content of requests, where it is part of the key
 * @param maxBody bytes; a longer body is not stored
 * @param maxWait how long a request waits for another's fill before it gives up
 */
public record CachingRules(
        Ttls ttls, Stale stale, Cookies cookies, Bypass bypass, Content content, long maxBody, Duration maxWait) {

    /** A route without a {@code cache} block: the origin's own fields alone (RFC 9111). */
    public static final CachingRules ORIGIN_ONLY = new CachingRules(
            new Ttls(null, null, null, Map.of(), Map.of()),
            new Stale(Duration.ZERO, Duration.ZERO),
            new Cookies(SetCookie.REFUSE, false, List.of()),
            new Bypass(List.of(), List.of()),
            new Content(false, 64 << 10),
            4L << 20,
            Duration.ofSeconds(10));

    /**
     * Freshness lifetimes.
     *
     * @param standard where the origin states no freshness ({@code default-ttl}), or null
     * @param fixed instead of what the origin states ({@code fixed-ttl}), or null
     * @param max cap on every lifetime ({@code max-ttl}), or null
     * @param byStatus replaces {@code standard} for one status
     * @param byClass replaces {@code standard} for a class of statuses, keyed by its first digit
     */
    public record Ttls(
            @Nullable Duration standard,
            @Nullable Duration fixed,
            @Nullable Duration max,
            Map<Integer, Duration> byStatus,
            Map<Integer, Duration> byClass) {
        /** The operator's lifetime for a status where the origin states none; an exact status wins over its class. */
        public @Nullable Duration forStatus(int status) {
            Duration exact = byStatus.get(status);
            return exact != null ? exact : byClass.get(status / 100);
        }
    }

    /** Stale use where the origin's directives are silent (RFC 5861). */
    public record Stale(Duration whileRevalidate, Duration ifError) {}

    /**
     * Cookies, which personalise.
     *
     * @param ignoreRequest the operator vouches that a request's Cookie does not change the response
     * @param keyed names of the cookies that are part of the cache key
     */
    public record Cookies(SetCookie setCookie, boolean ignoreRequest, List<String> keyed) {}

    /** What becomes of a response that sets a cookie. */
    public enum SetCookie {
        REFUSE,
        STRIP,
        STORE
    }

    /**
     * Content of requests as part of the cache key.
     *
     * @param ofPost the operator vouches that POST asks and changes nothing ({@code key: body}); QUERY always does
     * @param most bytes; a request with more is passed
     */
    public record Content(boolean ofPost, int most) {}

    /** Requests that carry one of these fields or cookies are passed. Field names in lower case. */
    public record Bypass(List<String> headers, List<String> cookies) {}
}
