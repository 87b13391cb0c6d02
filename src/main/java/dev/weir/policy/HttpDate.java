package dev.weir.policy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The date of HTTP fields (RFC 9110 §5.6.7). */
public final class HttpDate {
    private static final String DAYS = "MonTueWedThuFriSatSun";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

    private HttpDate() {}

    /**
     * Reads any of the three formats, in any case but with no other liberty (RFC 9111 §4.2); null if it is none of them.
     *
     * @param now tells the century of a two-digit year
     */
    public static @Nullable Instant parse(String text, Instant now) {
        return new DateReader(Text.trim(text)).read(writable(now));
    }

    /** As IMF-fixdate; parts of a second are cut off, years beyond four digits clamped. */
    public static String render(Instant time) {
        LocalDateTime t = LocalDateTime.ofEpochSecond(writable(time).getEpochSecond(), 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(29);
        int day = 3 * (t.getDayOfWeek().getValue() - 1);
        int month = 3 * (t.getMonthValue() - 1);
        text.append(DAYS, day, day + 3).append(", ");
        two(text, t.getDayOfMonth())
                .append(' ')
                .append(MONTHS, month, month + 3)
                .append(' ');
        two(two(text, t.getYear() / 100), t.getYear() % 100).append(' ');
        two(text, t.getHour()).append(':');
        two(text, t.getMinute()).append(':');
        return two(text, t.getSecond()).append(" GMT").toString();
    }

    private static Instant writable(Instant time) {
        if (time.isAfter(LAST)) {
            return LAST;
        }
        return time.isBefore(FIRST) ? FIRST : time;
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
