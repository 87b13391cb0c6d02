package dev.weir.policy;

import dev.weir.message.Headers;
import dev.weir.policy.ResponseDirectives.Flag;
import dev.weir.policy.StoreDecision.Rule;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the route's rules make of the freshness lifetime that the origin states (RFC 9111 §4.2.1).
 *
 * <p>{@code fixed-ttl} and {@code default-ttl} concern only statuses that may be stored without explicit freshness: an
 * error that says nothing of caching must not be kept as long as the page it stands for. Nor do they concern errors that
 * speak of the request, such as 405 and 414: whoever sends a bad one would choose what others get. {@code ttl-by-status}
 * names its statuses, so that it goes further, and wins over both; a class of them does not name these.
 *
 * <p>What is sent as things happen is kept only where the origin itself says so.
 *
 * <p>Where all are silent, Last-Modified is asked (RFC 9111 §4.2.2). Like {@code default-ttl}, a guess never keeps what a
 * cookie may have made personal.
 */
sealed interface Lifetime {
    record Known(Duration value, LifetimeSource source) implements Lifetime {
        /** {@code fixed-ttl} speaks instead of the origin, {@code no-cache} included. */
        boolean byOperator() {
            return source == LifetimeSource.FIXED_TTL;
        }
    }

    record Unknown(Rule rule) implements Lifetime {}

    static Lifetime of(StoreQuestion q, ResponseDirectives directives, Freshness freshness) {
        Duration fixed = fixed(q);
        if (fixed != null) {
            return new Known(capped(fixed, q), LifetimeSource.FIXED_TTL);
        }
        Duration stated = freshness.freshnessLifetime();
        if (stated != null) {
            return new Known(capped(stated, q), freshness.source());
        }
        if (directives.has(Flag.NO_CACHE)) {
            return mayLackFreshness(q, directives)
                    ? new Known(Duration.ZERO, LifetimeSource.NO_CACHE)
                    : new Unknown(Rule.NO_FRESHNESS);
        }
        Duration unstated = unstated(q, directives, freshness);
        if (unstated == null) {
            return new Unknown(Rule.NO_FRESHNESS);
        }
        return isPersonal(q) ? new Unknown(Rule.COOKIE) : new Known(capped(unstated, q), unstatedSource(q));
    }

    private static @Nullable Duration unstated(StoreQuestion q, ResponseDirectives directives, Freshness freshness) {
        if (q.response().isStream()) {
            return null;
        }
        Duration standard = standard(q);
        CachingRules.Heuristic heuristic = q.rules().ttls().heuristic();
        // Of a POST nothing is guessed: only explicit freshness makes its response cacheable (RFC 9110 §9.3.3).
        boolean guessable = q.request().isConditionalRead() && mayLackFreshness(q, directives);
        if (standard != null || heuristic == null || !guessable) {
            return standard;
        }
        Duration guessed = freshness.heuristicFreshness(heuristic);
        return guessed == null || guessed.isZero() ? null : guessed;
    }

    private static LifetimeSource unstatedSource(StoreQuestion q) {
        if (standard(q) == null) {
            return LifetimeSource.LAST_MODIFIED;
        }
        boolean byStatus = q.rules().ttls().forStatus(q.response().status()) != null;
        return byStatus ? LifetimeSource.TTL_BY_STATUS : LifetimeSource.DEFAULT_TTL;
    }

    /** The request carried cookies of which nothing says that they leave the response alone. */
    static boolean isPersonal(StoreQuestion q) {
        CachingRules.Cookies cookies = q.rules().cookies();
        Headers request = q.request().headers();
        return !cookies.ignoreRequest() && !CookieNames.allIn(cookies.keyed(), request);
    }

    private static @Nullable Duration fixed(StoreQuestion q) {
        CachingRules.Ttls ttls = q.rules().ttls();
        int status = q.response().status();
        if (ttls.fixed() == null || q.response().isStream() || !isOfTheResource(status)) {
            return null;
        }
        Duration named = ttls.forStatus(status);
        return named == null ? ttls.fixed() : named;
    }

    private static @Nullable Duration standard(StoreQuestion q) {
        int status = q.response().status();
        Duration named = q.rules().ttls().forStatus(status);
        if (named != null) {
            return named;
        }
        return isOfTheResource(status) ? q.rules().ttls().standard() : null;
    }

    private static boolean isOfTheResource(int status) {
        return StatusCodes.isHeuristicallyCacheable(status) && !StatusCodes.isOfTheRequest(status);
    }

    private static boolean mayLackFreshness(StoreQuestion q, ResponseDirectives directives) {
        return directives.has(Flag.PUBLIC)
                || StatusCodes.isHeuristicallyCacheable(q.response().status());
    }

    private static Duration capped(Duration lifetime, StoreQuestion q) {
        Duration max = q.rules().ttls().max();
        return DeltaSeconds.saturate(max != null && lifetime.compareTo(max) > 0 ? max : lifetime);
    }
}
