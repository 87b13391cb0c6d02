package dev.weir.policy;

import dev.weir.message.Terms;
import dev.weir.message.Terms.Reuse;
import dev.weir.policy.ResponseDirectives.Flag;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Draws up the {@link Terms} of a response that may be stored.
 *
 * <p>The operator's stale windows apply where the origin's directives are silent, with three exceptions: an error is not
 * kept beyond its time; a response without any lifetime is not served while it is refreshed, since its origin wants to be
 * asked each time; and if its request carried cookies besides, it is not served stale at all, since it may be personal.
 */
final class TermsOfReuse {
    private TermsOfReuse() {}

    static Terms of(StoreQuestion q, ResponseDirectives directives, Freshness freshness, Lifetime.Known lifetime) {
        Reuse reuse = reuse(directives, lifetime);
        CachingRules.Stale rules = operatorsWindows(q, lifetime);
        boolean free = reuse == Reuse.FREE;
        return new Terms(
                q.responseTime(),
                freshness.correctedInitialAge(),
                lifetime.value(),
                free ? window(directives.staleWhileRevalidate(), rules.whileRevalidate()) : Duration.ZERO,
                free ? window(directives.staleIfError(), rules.ifError()) : Duration.ZERO,
                fillTime(q),
                reuse);
    }

    private static Duration fillTime(StoreQuestion q) {
        Duration took = Duration.between(q.requestTime(), q.responseTime());
        return took.isNegative() ? Duration.ZERO : took;
    }

    /** Whether nobody could ever be answered with it, nor the origin be asked for less because of it. */
    static boolean areUseless(Terms terms, StoreQuestion q) {
        boolean reusable = terms.reuse() != Reuse.ALWAYS_VALIDATE
                && (terms.lifetime().isPositive()
                        || terms.staleWhileRevalidate().isPositive()
                        || terms.staleIfError().isPositive());
        boolean askedForLess = q.request().isConditionalRead()
                && !Validators.of(q.response().headers()).isEmpty();
        return !reusable && !askedForLess;
    }

    private static Reuse reuse(ResponseDirectives directives, Lifetime.Known lifetime) {
        if (directives.has(Flag.NO_CACHE) && !lifetime.byOperator()) {
            return Reuse.ALWAYS_VALIDATE;
        }
        return directives.forbidsStale() ? Reuse.NEVER_STALE : Reuse.FREE;
    }

    private static CachingRules.Stale operatorsWindows(StoreQuestion q, Lifetime.Known lifetime) {
        CachingRules.Stale stale = q.rules().stale();
        if (!StatusCodes.isWorthKeepingStale(q.response().status())) {
            return CachingRules.ORIGIN_ONLY.stale();
        }
        if (lifetime.value().isPositive()) {
            return stale;
        }
        return Lifetime.isPersonal(q)
                ? CachingRules.ORIGIN_ONLY.stale()
                : new CachingRules.Stale(Duration.ZERO, stale.ifError());
    }

    private static Duration window(@Nullable Duration stated, Duration operators) {
        return stated == null ? DeltaSeconds.saturate(operators) : stated;
    }
}
