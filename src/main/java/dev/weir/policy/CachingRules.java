package dev.weir.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the operator says of caching on one route, beside what the origin's fields say.
 *
 * @param compression of what the origin sends without a coding, or null
 * @param content of requests, where it is part of the key
 * @param requests what a client's request may ask, and how many it takes
 * @param delivery how a client gets its answer
 * @param guards against what crafted requests make of a cache
 * @param maxBody bytes; a longer body is not stored
 * @param maxWait how long a request waits for another's fill before it gives up
 */
public record CachingRules(
        Ttls ttls,
        Stale stale,
        Cookies cookies,
        Bypass bypass,
        Content content,
        Requests requests,
        Delivery delivery,
        @Nullable Compression compression,
        Guards guards,
        long maxBody,
        Duration maxWait) {

    /** A route without a {@code cache} block: the origin's own fields alone (RFC 9111). */
    public static final CachingRules ORIGIN_ONLY = new CachingRules(
            new Ttls(null, null, null, null, Heuristic.STANDARD, Map.of(), Map.of()),
            new Stale(Duration.ZERO, Duration.ZERO),
            new Cookies(SetCookie.REFUSE, false, List.of()),
            new Bypass(List.of(), List.of()),
            new Content(false, 64 << 10),
            new Requests(false, 1, true),
            new Delivery(false, false, true),
            null,
            Guards.OFF,
            4L << 20,
            Duration.ofSeconds(10));

    /** Without guards. */
    public CachingRules(
            Ttls ttls,
            Stale stale,
            Cookies cookies,
            Bypass bypass,
            Content content,
            Requests requests,
            Delivery delivery,
            @Nullable Compression compression,
            long maxBody,
            Duration maxWait) {
        this(ttls, stale, cookies, bypass, content, requests, delivery, compression, Guards.OFF, maxBody, maxWait);
    }

    /** The same with guards. */
    public CachingRules guardedBy(Guards others) {
        return new CachingRules(
                ttls, stale, cookies, bypass, content, requests, delivery, compression, others, maxBody, maxWait);
    }

    /**
     * Freshness lifetimes.
     *
     * @param standard where the origin states no freshness ({@code default-ttl}), or null
     * @param fixed instead of what the origin states ({@code fixed-ttl}), or null
     * @param max cap on every lifetime ({@code max-ttl}), or null
     * @param browser towards clients, instead of what is stored ({@code browser-ttl}), or null
     * @param heuristic where neither the origin nor the operator states one, or null
     * @param byStatus replaces {@code standard} for one status
     * @param byClass replaces {@code standard} for a class of statuses, keyed by its first digit; for those that speak of
     *     the request there is only {@code byStatus}
     */
    public record Ttls(
            @Nullable Duration standard,
            @Nullable Duration fixed,
            @Nullable Duration max,
            @Nullable Duration browser,
            @Nullable Heuristic heuristic,
            Map<Integer, Duration> byStatus,
            Map<Integer, Duration> byClass) {
        /** The operator's lifetime for a status where the origin states none; an exact status wins over its class. */
        public @Nullable Duration forStatus(int status) {
            Duration exact = byStatus.get(status);
            return exact != null || StatusCodes.isOfTheRequest(status) ? exact : byClass.get(status / 100);
        }
    }

    /**
     * A lifetime guessed from Last-Modified (RFC 9111 §4.2.2).
     *
     * @param fraction of the time since the last modification, 0 to 1
     */
    public record Heuristic(double fraction, Duration max) {
        /**
         * The fraction that the RFC calls typical. An hour at most: what has lain unchanged for months would else be
         * kept for days after its first change, by a cache that nobody told to keep it at all.
         */
        public static final Heuristic STANDARD = new Heuristic(0.1, Duration.ofHours(1));
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

    /**
     * What counts of a request.
     *
     * @param ignoreDirectives its Cache-Control and Pragma are as good as absent
     * @param untilStored so many requests for a key it takes before a response is stored, at least 1
     * @param heedsNoVarySearch a response may say which differences of their queries do not count
     */
    public record Requests(boolean ignoreDirectives, int untilStored, boolean heedsNoVarySearch) {}

    /**
     * How a client gets its answer.
     *
     * @param forwardsRangeMiss a range of what is not stored comes from the origin as the range that it is, while the
     *     whole is fetched for the next; else it is cut from the whole as that arrives ({@code range-miss})
     * @param debug Cache-Status names the cache key
     * @param tellsStatus there is a Cache-Status
     * @param near longest time for which a response is given from this process's memory without asking Redis; zero for
     *     not at all
     * @param earlyRefresh how eagerly a response is refreshed while it is still fresh, the {@code beta} of
     *     {@link EarlyRefresh}; zero for not at all
     * @param maxLag bytes that a client may be behind the fastest one of a body that is not kept
     */
    public record Delivery(
            boolean forwardsRangeMiss,
            boolean debug,
            boolean tellsStatus,
            Duration near,
            double earlyRefresh,
            long maxLag) {
        /** Longer than anything is kept. */
        public static final Duration WHILE_USABLE = Duration.ofDays(36_500);

        /** Not from near, refreshed early and left behind as usual. */
        public Delivery(boolean forwardsRangeMiss, boolean debug, boolean tellsStatus) {
            this(forwardsRangeMiss, debug, tellsStatus, Duration.ZERO, 1.0, 1L << 20);
        }

        public boolean keepsNear() {
            return !near.isZero();
        }
    }

    /**
     * Content codings that the gateway makes itself.
     *
     * @param codings those offered; of several that a client likes equally the first
     * @param minSize bytes; shorter content is left as it is
     * @param types media types, lower case: whole, or with a star at either end
     */
    public record Compression(List<Coding> codings, long minSize, List<String> types) {}

    /**
     * Responses that are not stored although they could be.
     *
     * @param deception what a crafted path passes off as a file ({@link DeceptionPolicy})
     * @param poisoning share of fills, 0 to 1, of which the origin is asked again without what the key does not hold
     *     ({@link PoisoningPolicy})
     */
    public record Guards(boolean deception, double poisoning) {
        public static final Guards OFF = new Guards(false, 0);

        public boolean isOff() {
            return !deception && poisoning == 0;
        }
    }

    /** Each stands for clients that take those before it too. */
    public enum Coding {
        GZIP("gzip", "gzip"),
        BR("br", "gzip, br"),
        ZSTD("zstd", "gzip, br, zstd");

        private final String token;
        private final String asked;

        Coding(String token, String asked) {
            this.token = token;
            this.asked = asked;
        }

        /** Its name in Content-Encoding. */
        public String token() {
            return token;
        }

        /** The Accept-Encoding of all who are given it. */
        public String asked() {
            return asked;
        }
    }

    /** Requests that carry one of these fields or cookies are passed. Field names in lower case. */
    public record Bypass(List<String> headers, List<String> cookies) {}
}
