package dev.weir.policy;

import dev.weir.message.Headers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How long a response stays fresh by its own fields, and how old it was on arrival (RFC 9111 §4.2).
 *
 * <p>Methods bear the RFC's names. Every result lies between zero and 2³¹ s, whatever the fields and clocks say.
 */
final class Freshness {
    private final StoreQuestion q;
    private final Headers headers;
    private final ResponseDirectives directives;

    Freshness(StoreQuestion q, ResponseDirectives directives) {
        this.q = q;
        this.headers = q.response().headers();
        this.directives = directives;
    }

    /** {@code freshness_lifetime} of §4.2.1 for a shared cache; null where the origin states none. */
    @Nullable
    Duration freshnessLifetime() {
        if (directives.sMaxage() != null) {
            return directives.sMaxage();
        }
        if (directives.maxAge() != null) {
            return directives.maxAge();
        }
        return directives.targeted() ? null : untilExpires();
    }

    /** Which field states {@link #freshnessLifetime}. */
    LifetimeSource source() {
        if (directives.sMaxage() != null) {
            return LifetimeSource.S_MAXAGE;
        }
        return directives.maxAge() != null ? LifetimeSource.MAX_AGE : LifetimeSource.EXPIRES;
    }

    /** {@code heuristic freshness} of §4.2.2; null unless a valid Last-Modified lies before the response's Date. */
    @Nullable
    Duration heuristicFreshness(CachingRules.Heuristic rule) {
        Instant lastModified = soleDate(headers.all(FieldNames.LAST_MODIFIED));
        if (lastModified == null || !lastModified.isBefore(dateValue())) {
            return null;
        }
        double seconds = Duration.between(lastModified, dateValue()).toSeconds() * rule.fraction();
        Duration guessed = Duration.ofSeconds((long) seconds);
        return guessed.compareTo(rule.max()) > 0 ? rule.max() : guessed;
    }

    /** An invalid or repeated Expires has already expired (§5.3). */
    private @Nullable Duration untilExpires() {
        List<String> expires = headers.all(FieldNames.EXPIRES);
        if (expires.isEmpty()) {
            return null;
        }
        Instant end = soleDate(expires);
        return end == null ? Duration.ZERO : DeltaSeconds.saturate(Duration.between(dateValue(), end));
    }

    /** {@code corrected_initial_age} of §4.2.3. */
    Duration correctedInitialAge() {
        return longer(apparentAge(), correctedAgeValue());
    }

    /** {@code apparent_age} of §4.2.3, in whole seconds: a Date lacks the rest, which would count as age. */
    Duration apparentAge() {
        return DeltaSeconds.saturate(
                Duration.between(dateValue(), q.responseTime().truncatedTo(ChronoUnit.SECONDS)));
    }

    /** {@code corrected_age_value} of §4.2.3. */
    Duration correctedAgeValue() {
        return DeltaSeconds.saturate(ageValue().plus(responseDelay()));
    }

    /** {@code response_delay} of §4.2.3. */
    Duration responseDelay() {
        return DeltaSeconds.saturate(Duration.between(q.requestTime(), q.responseTime()));
    }

    /** {@code age_value} of §4.2.3: the first member of Age, or zero if there is none or it is no number (§5.1). */
    Duration ageValue() {
        List<String> lines = headers.all(FieldNames.AGE);
        if (lines.isEmpty()) {
            return Duration.ZERO;
        }
        String first = lines.get(0);
        int comma = first.indexOf(',');
        Duration age = DeltaSeconds.parse(Text.trim(comma < 0 ? first : first.substring(0, comma)));
        return age == null ? Duration.ZERO : age;
    }

    /** {@code date_value} of §4.2.3; the time of receipt where no valid Date was received (RFC 9110 §6.6.1). */
    Instant dateValue() {
        Instant date = statedDate();
        return date == null ? q.responseTime().truncatedTo(ChronoUnit.SECONDS) : date;
    }

    /** The Date field, or null if it is missing, invalid or repeated. */
    @Nullable
    Instant statedDate() {
        return soleDate(headers.all(FieldNames.DATE));
    }

    private @Nullable Instant soleDate(List<String> lines) {
        boolean agree = !lines.isEmpty() && lines.stream().distinct().count() == 1;
        return agree ? HttpDate.parse(lines.get(0), q.responseTime()) : null;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }
}
