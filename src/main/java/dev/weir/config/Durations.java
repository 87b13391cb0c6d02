package dev.weir.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as they are written: {@code 250ms 5s 2m 1h 7d}. */
final class Durations {
    private static final String EXAMPLES = "a duration such as 250ms, 5s, 2m, 1h, 7d";
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,12})(ms|s|m|h|d)");
    private static final Pattern LOOSE = Pattern.compile("(\\d{1,12})\\s*([A-Za-z]{0,12})");

    /** Lifetimes end up as Redis expiries, sums of several of them; ten years are beyond any cache's use. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    /** Timers and socket options count milliseconds in an int. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(24);

    /** How long something stays usable; may be zero. */
    static final Form<Duration> LIFETIME = Form.of(EXAMPLES, Durations::parse)
            .where(duration -> duration.compareTo(LONGEST) <= 0)
            .suggesting(Durations::nearest);

    /** How long something is waited for. */
    static final Form<Duration> WAIT = LIFETIME.where(
            duration -> duration.isPositive() && duration.compareTo(LONGEST_WAIT) <= 0, EXAMPLES + ", from 1ms to 24h");

    /** How long the simulated origin takes; may be zero. */
    static final Form<Duration> DELAY =
            LIFETIME.where(duration -> duration.compareTo(LONGEST_WAIT) <= 0, EXAMPLES + ", at most 24h");

    private Durations() {}

    /** A time limit that may be switched: {@code off} is none at all, {@code on} that it has no end. */
    static Form<Duration> orSwitched(Duration endless) {
        return Form.of(
                        "off, on or " + EXAMPLES,
                        text -> Choices.SWITCH
                                .read(text)
                                .map(on -> on ? endless : Duration.ZERO)
                                .or(() -> LIFETIME.read(text)))
                .suggesting(text -> LIFETIME.nearest(text).or(() -> Choices.SWITCH.nearest(text)));
    }

    private static Optional<Duration> parse(String text) {
        Matcher written = WRITTEN.matcher(text);
        return written.matches()
                ? Optional.of(Duration.of(Long.parseLong(written.group(1)), unit(written)))
                : Optional.empty();
    }

    private static ChronoUnit unit(Matcher written) {
        return switch (written.group(2)) {
            case "ms" -> ChronoUnit.MILLIS;
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        };
    }

    private static Optional<String> nearest(String text) {
        Matcher loose = LOOSE.matcher(text.strip());
        return loose.matches() ? unit(loose.group(2)).map(unit -> loose.group(1) + unit) : Optional.empty();
    }

    private static Optional<String> unit(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "ms", "msec", "millis", "milliseconds" -> Optional.of("ms");
            case "", "s", "sec", "secs", "second", "seconds" -> Optional.of("s");
            case "m", "min", "mins", "minute", "minutes" -> Optional.of("m");
            case "h", "hr", "hrs", "hour", "hours" -> Optional.of("h");
            case "d", "day", "days" -> Optional.of("d");
            default -> Optional.empty();
        };
    }
}
