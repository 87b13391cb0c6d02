package dev.weir.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one date, piece by piece: IMF-fixdate, the format of RFC 850, or that of C's asctime.
 *
 * <p>Every piece answers with a number, or with −1 from the first piece on that does not fit; nothing throws. A day name
 * must be one, but need not be the day's: only the date is used.
 */
final class DateReader {
    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> LONG_DAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private final String text;
    private int at;
    private boolean failed;

    DateReader(String text) {
        this.text = text;
    }

    @Nullable
    Instant read(Instant now) {
        int comma = text.indexOf(',');
        return switch (comma) {
            case -1 -> asctime();
            case 3 -> imfFixdate();
            default -> rfc850(now);
        };
    }

    private @Nullable Instant imfFixdate() {
        name(DAYS);
        literal(", ");
        int day = number(2);
        literal(" ");
        int month = name(MONTHS);
        literal(" ");
        int year = number(4);
        literal(" ");
        int seconds = timeOfDay();
        literal(" GMT");
        return instant(year, month, day, seconds);
    }

    private @Nullable Instant rfc850(Instant now) {
        name(LONG_DAYS);
        literal(", ");
        int day = number(2);
        literal("-");
        int month = name(MONTHS);
        literal("-");
        int yearOfCentury = number(2);
        literal(" ");
        int seconds = timeOfDay();
        literal(" GMT");
        int oldest = now.atOffset(ZoneOffset.UTC).getYear() - 49;
        int year = oldest + Math.floorMod(yearOfCentury - oldest, 100);
        Instant read = instant(year, month, day, seconds);
        boolean tooFar = read != null
                && read.isAfter(now.atOffset(ZoneOffset.UTC).plusYears(50).toInstant());
        return tooFar ? instant(year - 100, month, day, seconds) : read;
    }

    private @Nullable Instant asctime() {
        name(DAYS);
        literal(" ");
        int month = name(MONTHS);
        literal(" ");
        boolean padded = at < text.length() && text.charAt(at) == ' ';
        if (padded) {
            at++;
        }
        int day = number(padded ? 1 : 2);
        literal(" ");
        int seconds = timeOfDay();
        literal(" ");
        int year = number(4);
        return instant(year, month, day, seconds);
    }

    private int timeOfDay() {
        int hour = number(2);
        literal(":");
        int minute = number(2);
        literal(":");
        int second = number(2);
        // RFC 9110 §5.6.7 allows a leap second, which is read as the first second of the next minute.
        failed |= hour > 23 || minute > 59 || second > 60;
        return (hour * 60 + minute) * 60 + second;
    }

    private @Nullable Instant instant(int year, int month, int day, int seconds) {
        if (failed
                || at != text.length()
                || day < 1
                || day > YearMonth.of(year, month + 1).lengthOfMonth()) {
            return null;
        }
        return LocalDate.of(year, month + 1, day)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant()
                .plusSeconds(seconds);
    }

    private void literal(String expected) {
        failed |= !text.regionMatches(true, at, expected, 0, expected.length());
        at += expected.length();
    }

    private int name(List<String> names) {
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (text.regionMatches(true, at, name, 0, name.length())) {
                at += name.length();
                return i;
            }
        }
        failed = true;
        return -1;
    }

    private int number(int digits) {
        int value = 0;
        for (int i = 0; i < digits; i++, at++) {
            int digit = at < text.length() ? text.charAt(at) - '0' : -1;
            if (digit < 0 || digit > 9) {
                failed = true;
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
