package dev.weir.message;

import java.time.Duration;
import java.time.Instant;

/**
 * On what terms a stored response may be reused: the outcome of reading its fields once, when it was stored.
 *
 * <p>Times are Redis server time. Read by every hit, so that a hit parses no field.
 *
 * @param responseTime {@code response_time} of RFC 9111 §4.2.3
 * @param initialAge {@code corrected_initial_age} of RFC 9111 §4.2.3
 * @param lifetime {@code freshness_lifetime} of RFC 9111 §4.2.1, after the route's rules; never negative
 * @param staleWhileRevalidate how long past its lifetime it may be served while it is refreshed (RFC 5861 §3)
 * @param staleIfError how long past its lifetime it may be served when the origin fails (RFC 5861 §4)
 * @param fillTime how long the origin took for it; the {@code delta} of early refresh
 * @param reuse what its directives demand
 */
public record Terms(
        Instant responseTime,
        Duration initialAge,
        Duration lifetime,
        Duration staleWhileRevalidate,
        Duration staleIfError,
        Duration fillTime,
        Reuse reuse) {

    /** What the response's own directives demand before it is reused. */
    public enum Reuse {
        /** Nothing beyond freshness. */
        FREE,
        /** {@code must-revalidate}, {@code proxy-revalidate}, {@code s-maxage}: never stale (RFC 9111 §4.2.4). */
        NEVER_STALE,
        /** {@code no-cache}: never without successful validation (RFC 9111 §5.2.2.4). */
        ALWAYS_VALIDATE
    }

    /** {@code current_age} of RFC 9111 §4.2.3; never negative, whatever the clock did. */
    public Duration currentAge(Instant now) {
        Duration resident = Duration.between(responseTime, now);
        return resident.isNegative() ? initialAge : initialAge.plus(resident);
    }

    /** The same, stale from then on. */
    public Terms staleFrom(Instant now) {
        Duration age = currentAge(now);
        return lifetime.compareTo(age) <= 0
                ? this
                : new Terms(responseTime, initialAge, age, staleWhileRevalidate, staleIfError, fillTime, reuse);
    }

    /** What is left of the freshness lifetime; negative once stale. */
    public Duration ttl(Instant now) {
        return lifetime.minus(currentAge(now));
    }

    public boolean isFresh(Instant now) {
        return ttl(now).compareTo(Duration.ZERO) > 0;
    }

    /** How long after {@code now} this response can be of any use: fresh, or stale for either reason. */
    public Duration usefulFor(Instant now) {
        Duration stale = staleWhileRevalidate.compareTo(staleIfError) > 0 ? staleWhileRevalidate : staleIfError;
        Duration left = ttl(now).plus(reuse == Reuse.FREE ? stale : Duration.ZERO);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
